import type { NumericBallot } from '../aggregation/ballot.ts'
import type { NumericPanel } from '../aggregation/numeric-reading.ts'
import { readEstimates } from '../aggregation/numeric-reading.ts'
import { presentShares, scaledEstimates, stackedQuantile } from '../aggregation/quantile-stack.ts'
import type { NumericQuestion } from '../aggregation/question.ts'
import type { CouncilState, QuantileStack } from '../aggregation/state.ts'
import { quantileLevels } from '../aggregation/state.ts'
import { normalise, sum } from '../aggregation/vector.ts'

const largestBias = 3

/**
 * One online step of the quantile regression: exponentiated gradient on the pinball loss for the shares,
 * a plain gradient step for the bias, both in units of the council's width.
 */
export function learnNumeric(
  known: CouncilState,
  question: NumericQuestion,
  result: { ballots: readonly NumericBallot[]; value: number },
): CouncilState {
  if (!Number.isFinite(result.value)) throw new RangeError('The resolved value must be a finite number.')
  const panel = readEstimates(question, result.ballots, known)
  if (panel.estimates.length === 0) return known
  const scaled = (result.value - panel.centre) / panel.width
  const { quantiles } = panel.state
  const levels = quantiles.levels.map((stack, level) => stepQuantile(stack, panel, { level, scaled }))
  return { ...panel.state, quantiles: { outcomes: quantiles.outcomes + 1, levels } }
}

function stepQuantile(stack: QuantileStack, panel: NumericPanel, result: { level: number; scaled: number }): QuantileStack {
  const { quantileRate, quantileBiasRate, mixtureShare } = panel.state.settings
  const below = result.scaled < stackedQuantile(stack, panel, result.level) ? 1 : 0
  const slope = quantileLevels[result.level]! - below
  const present = presentShares(stack, panel)
  const estimates = scaledEstimates(panel, result.level)
  const raised = normalise(present.map((share, index) => share * Math.exp(quantileRate * slope * estimates[index]!)))
  const mass = sum(panel.seats.map((seat) => stack.shares[seat]!))
  const shares = [...stack.shares]
  panel.seats.forEach((seat, index) => {
    shares[seat] = mass * ((1 - mixtureShare) * raised[index]! + mixtureShare / raised.length)
  })
  const bias = Math.min(largestBias, Math.max(-largestBias, stack.bias + quantileBiasRate * slope))
  return { bias, shares }
}
