import type { Random } from './random.ts'
import type { World, WorldQuestion } from './world.ts'

/**
 * Generator 2: some questions hold a trap that many fall for, personas often repeat their provider's draft,
 * and stated confidence says little. Deliberately not the family of models the council's stack assumes.
 */
export type Lure = {
  readonly kind: 'lure'
  readonly personas: number
  readonly options: number
  readonly providers: number
  readonly trapShare: number
  /** Chance that a persona falls for a trap: normal with this mean and spread. */
  readonly fallMean: number
  readonly fallSpread: number
  /** Chance that a persona repeats its provider's draft. */
  readonly copyShare: number
  /** Chance of being right without a trap: uniform between these. */
  readonly accuracy: readonly [number, number]
  /** Mean confidence when right and when wrong, and its spread. */
  readonly confidence: { readonly right: number; readonly wrong: number; readonly spread: number }
}

type Persona = { readonly accuracy: number; readonly fall: number; readonly confidenceShift: number }

export function drawLure(settings: Lure, questionCount: number, random: Random): World {
  const [least, most] = settings.accuracy
  const personas = Array.from({ length: settings.personas }, () => ({
    accuracy: least + (most - least) * random.uniform(),
    fall: Math.min(0.95, Math.max(0.05, settings.fallMean + settings.fallSpread * random.normal())),
    confidenceShift: 0.05 * random.normal(),
  }))
  const questions = Array.from({ length: questionCount }, () => drawQuestion(settings, personas, random))
  const providers = personas.map((_, index) => index % settings.providers)
  return { providers, optionCount: settings.options, questions }
}

function drawQuestion(settings: Lure, personas: readonly Persona[], random: Random): WorldQuestion {
  const truth = random.below(settings.options)
  const anyWrong = () => (truth + 1 + random.below(settings.options - 1)) % settings.options
  const trap = random.uniform() < settings.trapShare ? anyWrong() : undefined
  const think = (persona: Persona) => {
    if (trap !== undefined && random.uniform() < persona.fall) return trap
    return random.uniform() < persona.accuracy ? truth : anyWrong()
  }
  const drafts = Array.from({ length: settings.providers }, (_, provider) => think(personas[provider]!))
  const ballots = personas.map((persona, index) => {
    const copies = random.uniform() < settings.copyShare
    const favourite = copies ? drafts[index % settings.providers]! : think(persona)
    const { right, wrong, spread } = settings.confidence
    const felt = (favourite === truth ? right : wrong) + persona.confidenceShift + spread * random.normal()
    return state(favourite, Math.min(1, Math.max(0.35, Math.round(felt * 20) / 20)), { settings, random })
  })
  return { truth, domain: 0, ballots }
}

/** The stated confidence on the favourite, the rest spread unevenly. */
function state(favourite: number, confidence: number, draw: { settings: Lure; random: Random }): number[] {
  const { settings, random } = draw
  const rest = Array.from({ length: settings.options }, (_, option) => (option === favourite ? 0 : 0.3 + random.uniform()))
  const total = rest.reduce((sum, value) => sum + value, 0)
  return rest.map((value, option) => (option === favourite ? confidence : ((1 - confidence) * value) / total))
}
