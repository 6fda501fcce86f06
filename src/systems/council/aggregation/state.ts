import type { Matrix } from './matrix.ts'
import { multiply, solve, square } from './matrix.ts'
import type { Settings } from './settings.ts'
import { defaultSettings } from './settings.ts'
import { byCodeUnit } from './vector.ts'

export type VoterRecord = {
  readonly id: string
  /** Empty when nobody said: then the voice counts as a provider of its own. */
  readonly provider: string
  /** Outcomes on which this voter had a ballot, and how many of them its favourite hit. */
  readonly answered: number
  readonly hits: number
  /** Outcomes in a row after which the weight in their domain was credibly below 0. */
  readonly belowZero: number
  readonly flippedToRight: number
  readonly flippedToWrong: number
}

export type Scale = { readonly value: number; readonly precision: number }

export type Drift = {
  readonly alarmed: boolean
  readonly count: number
  readonly mean: number
  readonly squares: number
  readonly excess: number
}

/** Sums over the outcomes two voters both answered; [i][j] of sum and square are about i. */
export type JointErrors = {
  readonly count: Matrix
  readonly sum: Matrix
  readonly square: Matrix
  readonly product: Matrix
}

export type QuantileStack = { readonly bias: number; readonly shares: readonly number[] }

/**
 * All that the council has learned, as plain data. Lists about voters follow `voters`, which is sorted by id.
 * `weights` has one more entry than voters: the tally of votes by stated confidence.
 */
export type CouncilState = {
  readonly version: 1
  readonly settings: Settings
  readonly voters: readonly VoterRecord[]
  readonly outcomes: number
  readonly weights: readonly number[]
  readonly precision: Matrix
  readonly domains: Readonly<Record<string, { readonly delta: readonly number[]; readonly precision: Matrix }>>
  readonly poolScale: Scale
  readonly reliabilityScale: Scale
  readonly flipCredit: Scale
  readonly mixture: readonly number[]
  readonly errors: JointErrors
  readonly drift: Drift
  readonly quantiles: { readonly outcomes: number; readonly levels: readonly QuantileStack[] }
}

export type Seat = { readonly id: string; readonly provider?: string }

export const quantileLevels = [0.1, 0.5, 0.9] as const
export const memberCount = 6

/** A council that has learned nothing yet. Throws RangeError when an id occurs twice. */
export function createState(seats: readonly Seat[], settings: Settings = defaultSettings): CouncilState {
  if (new Set(seats.map((seat) => seat.id)).size < seats.length) {
    throw new RangeError('Two voters have the same id; give each its own.')
  }
  const scale = { value: 1, precision: 1 / settings.scaleVariance }
  const empty: CouncilState = {
    version: 1,
    settings,
    voters: [],
    outcomes: 0,
    weights: [0],
    precision: [[1 / settings.tallyVariance]],
    domains: {},
    poolScale: scale,
    reliabilityScale: scale,
    flipCredit: { value: settings.flipCredit, precision: 1 / settings.flipVariance },
    mixture: Array.from({ length: memberCount }, () => 1 / memberCount),
    errors: { count: [], sum: [], square: [], product: [] },
    drift: { alarmed: false, count: 0, mean: 0, squares: 0, excess: 0 },
    quantiles: { outcomes: 0, levels: quantileLevels.map(() => ({ bias: 0, shares: [] })) },
  }
  return admitVoters(empty, seats)
}

/**
 * Gives newcomers a seat. The prior depends on how many sit, so old weights are carried over as
 * "prior plus what the outcomes said" and combined with the new prior.
 */
export function admitVoters(state: CouncilState, seats: readonly Seat[]): CouncilState {
  const newcomers = seats.filter((seat) => !state.voters.some((voter) => voter.id === seat.id))
  if (newcomers.length === 0) return state
  const voters = [...state.voters, ...newcomers.map(newRecord)].sort((a, b) => byCodeUnit(a.id, b.id))
  const origin = voters.map((voter) => state.voters.findIndex((old) => old.id === voter.id))
  const variance = state.settings.domainVariance
  const domains = Object.entries(state.domains).map(([domain, learned]) => [
    domain,
    {
      delta: origin.map((from) => learned.delta[from] ?? 0),
      precision: seatMatrix(learned.precision, origin, (row, column) => (row === column ? 1 / variance : 0)),
    },
  ])
  return {
    ...state,
    ...admitWeights(state, origin),
    voters,
    domains: Object.fromEntries(domains),
    errors: {
      count: seatMatrix(state.errors.count, origin, () => 0),
      sum: seatMatrix(state.errors.sum, origin, () => 0),
      square: seatMatrix(state.errors.square, origin, () => 0),
      product: seatMatrix(state.errors.product, origin, () => 0),
    },
    quantiles: { ...state.quantiles, levels: state.quantiles.levels.map((level) => admitShares(level, origin)) },
  }
}

/** Precision of the weights before any outcome: (v_i I + v_c 11ᵀ)⁻¹, and the tally's own entry last. */
export function priorPrecision(voterCount: number, settings: Settings): Matrix {
  const { weightVariance, sharedVariance, tallyVariance } = settings
  const shared = sharedVariance / (weightVariance * (weightVariance + voterCount * sharedVariance))
  return square(voterCount + 1, (row, column) => {
    if (row === voterCount || column === voterCount) return row === column ? 1 / tallyVariance : 0
    return (row === column ? 1 / weightVariance : 0) - shared
  })
}

export function priorWeights(voterCount: number, settings: Settings): number[] {
  const weight = settings.priorWeight / (1 + settings.priorCrowding * (voterCount - 1))
  return [...Array.from({ length: voterCount }, () => weight), 0]
}

function admitWeights(state: CouncilState, origin: readonly number[]): Pick<CouncilState, 'weights' | 'precision'> {
  const { settings } = state
  const before = state.voters.length
  const oldPrior = priorPrecision(before, settings)
  const newPrior = priorPrecision(origin.length, settings)
  const withTally = [...origin, before]
  const learned = square(before + 1, (row, column) => state.precision[row]![column]! - oldPrior[row]![column]!)
  const seatedLearned = seatMatrix(learned, withTally, () => 0)
  const precision = square(origin.length + 1, (row, column) => newPrior[row]![column]! + seatedLearned[row]![column]!)
  const oldPull = multiply(oldPrior, priorWeights(before, settings))
  const said = multiply(state.precision, state.weights).map((value, index) => value - oldPull[index]!)
  const newPull = multiply(newPrior, priorWeights(origin.length, settings))
  const pull = newPull.map((value, index) => value + (said[withTally[index]!] ?? 0))
  const weights = solve(precision, pull).map((weight) => Math.max(settings.weightFloor, weight))
  return { weights, precision }
}

function seatMatrix(old: Matrix, origin: readonly number[], fresh: (row: number, column: number) => number): Matrix {
  return square(origin.length, (row, column) => {
    const known = old[origin[row]!]?.[origin[column]!]
    return known ?? fresh(row, column)
  })
}

function admitShares(level: QuantileStack, origin: readonly number[]): QuantileStack {
  const fresh = origin.filter((from) => from < 0).length
  const kept = 1 - fresh / origin.length
  const shares = origin.map((from) => (from < 0 ? 1 / origin.length : level.shares[from]! * kept))
  return { ...level, shares }
}

function newRecord(seat: Seat): VoterRecord {
  const provider = seat.provider ?? ''
  return {
    id: seat.id,
    provider,
    answered: 0,
    hits: 0,
    belowZero: 0,
    flippedToRight: 0,
    flippedToWrong: 0,
  }
}
