import type { LatentUtility } from './latent-utility.ts'
import { drawLatentUtility } from './latent-utility.ts'
import type { Lure } from './lure.ts'
import { drawLure } from './lure.ts'
import { seededRandom } from './random.ts'
import type { World } from './world.ts'

export type Scenario = {
  readonly name: string
  readonly world: LatentUtility | Lure
  /** Share of questions whose outcome ever becomes known. */
  readonly resolvedShare: number
  /** Ask one voice at a time and stop when the council says so. */
  readonly adaptiveQuorum?: boolean
}

/** Prequential questions per seed. */
export const questionCount = 600

/**
 * Free parameters of both generators were set so that the methods that do not learn (mean persona, best
 * persona in hindsight, plurality, confidence vote, log pool) score as the published description says.
 */
const usual: LatentUtility = {
  kind: 'latent-utility',
  personas: 13,
  options: 4,
  providers: 3,
  domains: 1,
  sharedByAll: 0.42,
  sharedByProvider: 0.18,
  skillMean: 1.03,
  skillSpread: 0.345,
  domainSpread: 0,
  saboteurs: 0,
}

const lure: Lure = {
  kind: 'lure',
  personas: 13,
  options: 4,
  providers: 3,
  trapShare: 0.3,
  fallMean: 0.6,
  fallSpread: 0.15,
  copyShare: 0.3,
  accuracy: [0.55, 0.9],
  confidence: { right: 0.79, wrong: 0.72, spread: 0.09 },
}

export const scenarios: readonly Scenario[] = [
  { name: 'base', world: usual, resolvedShare: 1 },
  { name: 'domains', world: { ...usual, domains: 5, skillMean: 1.06, domainSpread: 0.43 }, resolvedShare: 1 },
  { name: 'one-provider', world: { ...usual, providers: 1, sharedByProvider: 0.3 }, resolvedShare: 1 },
  { name: 'saboteurs', world: { ...usual, saboteurs: 3 }, resolvedShare: 1 },
  { name: 'flat', world: { ...usual, flatConfidence: 0.85 }, resolvedShare: 1 },
  { name: 'lure', world: lure, resolvedShare: 1 },
  { name: 'few-outcomes', world: usual, resolvedShare: 0.2 },
  { name: 'no-outcomes', world: usual, resolvedShare: 0 },
  { name: 'two-options', world: { ...usual, options: 2, skillMean: 0.95, skillSpread: 0.33 }, resolvedShare: 1 },
  { name: 'drift', world: { ...usual, swapHalfWay: true }, resolvedShare: 1 },
  { name: 'independent', world: { ...usual, sharedByAll: 0, sharedByProvider: 0 }, resolvedShare: 1 },
  { name: 'quorum', world: usual, resolvedShare: 1, adaptiveQuorum: true },
  {
    name: 'quorum-independent',
    world: { ...usual, sharedByAll: 0, sharedByProvider: 0 },
    resolvedShare: 1,
    adaptiveQuorum: true,
  },
]

export function drawWorld(scenario: Scenario, seed: number): World {
  const { world } = scenario
  const random = seededRandom(seed, JSON.stringify(world))
  return world.kind === 'lure' ? drawLure(world, questionCount, random) : drawLatentUtility(world, questionCount, random)
}
