import type { Random } from './random.ts'
import type { World, WorldQuestion } from './world.ts'

/** Generator 1: noisy views of one latent utility, errors shared by everyone and by providers. */
export type LatentUtility = {
  readonly kind: 'latent-utility'
  readonly personas: number
  readonly options: number
  readonly providers: number
  readonly domains: number
  /** Share of error variance common to all, and common to one provider. */
  readonly sharedByAll: number
  readonly sharedByProvider: number
  /** Skill: uniform with this mean and standard deviation, plus a normal part per domain. */
  readonly skillMean: number
  readonly skillSpread: number
  readonly domainSpread: number
  /** The first personas argue confidently for what they see as worst. */
  readonly saboteurs: number
  /** Everyone states this on the favourite, whatever they feel. */
  readonly flatConfidence?: number
  /** Skills are dealt out anew, best to worst, half-way through. */
  readonly swapHalfWay?: boolean
}

type Persona = { readonly skill: readonly number[]; readonly boldness: number }

const saboteurSkill = -0.7
const boldnessRange = [1.5, 5] as const
const statementNoise = 0.2
const statedSteps = 20

export function drawLatentUtility(settings: LatentUtility, questionCount: number, random: Random): World {
  const personas = Array.from({ length: settings.personas }, (_, index) => drawPersona(settings, index, random))
  const swapped = [...personas].reverse()
  const questions = Array.from({ length: questionCount }, (_, index) => {
    const late = settings.swapHalfWay && index >= questionCount / 2
    return drawQuestion(settings, late ? swapped : personas, random)
  })
  const providers = personas.map((_, index) => index % settings.providers)
  return { providers, optionCount: settings.options, questions }
}

function drawPersona(settings: LatentUtility, index: number, random: Random): Persona {
  const width = settings.skillSpread * Math.sqrt(3)
  const drawn = settings.skillMean + width * (2 * random.uniform() - 1)
  const [least, most] = boldnessRange
  const sabotages = index < settings.saboteurs
  const skill = sabotages ? saboteurSkill : drawn
  return {
    skill: Array.from({ length: settings.domains }, () => skill + settings.domainSpread * random.normal()),
    boldness: sabotages ? most : least + (most - least) * random.uniform(),
  }
}

function drawQuestion(settings: LatentUtility, personas: readonly Persona[], random: Random): WorldQuestion {
  const { options, providers, sharedByAll, sharedByProvider } = settings
  const truth = random.below(options)
  const domain = random.below(settings.domains)
  const normals = () => Array.from({ length: options }, random.normal)
  const all = normals()
  const byProvider = Array.from({ length: providers }, normals)
  const own = Math.sqrt(1 - sharedByAll - sharedByProvider)
  const ballots = personas.map(({ skill, boldness }, index) => {
    const shared = byProvider[index % providers]!
    const utility = all.map((common, option) => {
      const signal = option === truth ? skill[domain]! : 0
      return signal + Math.sqrt(sharedByAll) * common + Math.sqrt(sharedByProvider) * shared[option]! + own * random.normal()
    })
    if (settings.flatConfidence) return stateFlat(utility, settings.flatConfidence)
    const sharpness = boldness * Math.max(0.1, Math.abs(skill[domain]!))
    return stateRounded(utility.map((value) => sharpness * value + statementNoise * random.normal()))
  })
  return { truth, domain, ballots }
}

function stateFlat(utility: readonly number[], confidence: number): number[] {
  const favourite = utility.indexOf(Math.max(...utility))
  const rest = (1 - confidence) / (utility.length - 1)
  return utility.map((_, option) => (option === favourite ? confidence : rest))
}

/** Softmax rounded to 5 %. */
function stateRounded(scores: readonly number[]): number[] {
  const largest = Math.max(...scores)
  const raised = scores.map((score) => Math.exp(score - largest))
  const total = raised.reduce((sum, value) => sum + value, 0)
  const rounded = raised.map((value) => Math.round((value / total) * statedSteps) / statedSteps)
  const stated = rounded.reduce((sum, value) => sum + value, 0)
  return rounded.map((value) => value / stated)
}
