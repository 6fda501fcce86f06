import type { Absence, Echo, NumericBallot, Quantiles } from './ballot.ts'
import type { Decision, Undecided } from './decision.ts'
import { barOf, decide } from './decision.ts'
import type { EffectiveVoices } from './dependence.ts'
import { effectiveVoices, errorCorrelation } from './dependence.ts'
import type { NumericPanel } from './numeric-reading.ts'
import { medianQuantiles, readEstimates } from './numeric-reading.ts'
import { stackedQuantile } from './quantile-stack.ts'
import type { NumericQuestion } from './question.ts'
import type { CouncilState } from './state.ts'

export type NumericAnswer = {
  readonly type: 'numeric'
  /** Absent when nobody gave an estimate. */
  readonly quantiles?: Quantiles
  readonly method: 'weighted-median' | 'quantile-stack'
  /** Probability that the value reaches the question's threshold. */
  readonly probabilities?: { readonly above: number; readonly below: number }
  readonly outcome: { readonly kind: 'estimate'; readonly value: number } | Decision | Undecided
  /** The voter whose median lies furthest from the council's, in units of the council's width. */
  readonly dissent?: { readonly voter: string; readonly value: number; readonly distance: number; readonly reason?: string }
  readonly effectiveVoices: EffectiveVoices
  readonly absent: readonly Absence[]
  readonly echoes: readonly Echo[]
}

/** Combines 10/50/90 quantiles: weighted medians at first, the learned quantile stack after enough outcomes. */
export function aggregateNumeric(question: NumericQuestion, ballots: readonly NumericBallot[], state: CouncilState): NumericAnswer {
  const bar = barOf(question, state.settings)
  const panel = readEstimates(question, ballots, state)
  const { absent, echoes } = panel
  const voices = effectiveVoices(panel.weights, errorCorrelation(panel.state, panel.seats))
  const common = { type: 'numeric', effectiveVoices: voices, absent, echoes } as const
  const method = state.quantiles.outcomes < state.settings.quantileOutcomes ? 'weighted-median' : 'quantile-stack'
  if (panel.estimates.length === 0) {
    return { ...common, method, outcome: { kind: 'undecided', why: 'no-ballots' } }
  }
  const quantiles = combineEstimates(panel)
  const probabilities = question.threshold === undefined ? undefined : sides(question.threshold, quantiles)
  return {
    ...common,
    method,
    quantiles,
    probabilities,
    outcome: probabilities ? decideSide(probabilities, bar) : { kind: 'estimate', value: quantiles.p50 },
    dissent: furthest(panel, quantiles.p50),
  }
}

/** The council's quantiles; levels that cross are put in order, which never worsens the pinball score. */
export function combineEstimates(panel: NumericPanel): Quantiles {
  const { quantiles, settings } = panel.state
  const learned = quantiles.outcomes >= settings.quantileOutcomes
  const values = learned
    ? quantiles.levels.map((stack, level) => panel.centre + panel.width * stackedQuantile(stack, panel, level))
    : medianQuantiles(panel)
  const [p10, p50, p90] = values.map(keepFinite).sort((left, right) => left - right)
  return { p10: p10!, p50: p50!, p90: p90! }
}

/**
 * P(value ≥ threshold) from three quantiles: log odds of the level run straight between two quantiles and
 * go on at the same slope outside them.
 */
export function probabilityAbove(threshold: number, quantiles: Quantiles): number {
  const { p10, p50, p90 } = quantiles
  if (!(p90 - p10 > 0)) return threshold <= p50 ? 0.9 : 0.1
  const tenth = Math.log(9)
  const upper = threshold >= p50
  const half = upper ? p90 - p50 : p50 - p10
  const slope = tenth / (half > 0 ? half : (p90 - p10) / 1e6)
  const logOdds = Math.max(-700, Math.min(700, slope * (threshold - p50)))
  return 1 / (1 + Math.exp(logOdds))
}

function sides(threshold: number, quantiles: Quantiles): { above: number; below: number } {
  if (!Number.isFinite(threshold)) throw new RangeError('The threshold must be a finite number.')
  const above = probabilityAbove(threshold, quantiles)
  return { above, below: 1 - above }
}

function decideSide(probabilities: { above: number; below: number }, bar: number): Decision | Undecided {
  return decide([probabilities.above, probabilities.below], [{ id: 'above' }, { id: 'below' }], bar)
}

function furthest(panel: NumericPanel, median: number): NumericAnswer['dissent'] {
  const ranked = panel.estimates
    .map(({ voice, values }) => ({
      voter: voice.voter,
      value: values[1]!,
      distance: Math.abs(values[1]! - median) / panel.width,
      reason: voice.reason,
    }))
    .sort((left, right) => right.distance - left.distance)
  return ranked[0]
}

function keepFinite(value: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, value))
}
