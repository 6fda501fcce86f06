import { combineEstimates } from '../aggregation/numeric.ts'
import { readEstimates } from '../aggregation/numeric-reading.ts'
import type { Quantiles } from '../aggregation/ballot.ts'
import { askMembers, mixMembers } from '../aggregation/mixture.ts'
import { seatPanel } from '../aggregation/panel.ts'
import { plainLogs } from '../aggregation/pools.ts'
import { domainOf } from '../aggregation/question.ts'
import type { Settings } from '../aggregation/settings.ts'
import type { CouncilState } from '../aggregation/state.ts'
import { createState } from '../aggregation/state.ts'
import { softmax } from '../aggregation/vector.ts'
import { learn } from './learn.ts'
import type { LedgerEntry, ResolvedQuestion } from './ledger.ts'
import { isResolvedAs } from './ledger.ts'
import { knownChoices } from './resolved-choice.ts'

/** What was said about one resolved choice before its outcome was learned; lists follow `optionIds`. */
export type ChoiceForecast = {
  readonly kind: 'choice'
  /** Index of the row in the ledger; the claim's id when the row was an open question. */
  readonly row: number
  readonly claim?: string
  readonly domain: string
  readonly optionIds: readonly string[]
  readonly target: readonly number[]
  readonly council: readonly number[]
  readonly plainPool: readonly number[]
  readonly voters: readonly { readonly voter: string; readonly probabilities: readonly number[] }[]
}

export type NumericForecast = {
  readonly kind: 'numeric'
  readonly row: number
  readonly domain: string
  readonly value: number
  /** The ballots' weighted median of p90 − p10: the unit in which questions of different size are compared. */
  readonly width: number
  readonly council: Quantiles
  readonly voters: readonly { readonly voter: string; readonly quantiles: Quantiles }[]
}

export type Forecast = ChoiceForecast | NumericForecast

/** The state that the whole ledger leads to, byte for byte the one learned along the way. */
export function replay(ledger: readonly LedgerEntry[], settings?: Settings): CouncilState {
  return ledger.reduce<CouncilState>((state, entry) => learn(state, entry), createState([], settings))
}

/**
 * What the council would have said at each row, knowing only the rows before it: with its own settings for
 * scoring, with other ones as a counterfactual. First answers only.
 */
export function forecastLedger(ledger: readonly LedgerEntry[], settings?: Settings): { state: CouncilState; forecasts: Forecast[] } {
  const forecasts: Forecast[] = []
  let state = createState([], settings)
  ledger.forEach((entry, row) => {
    if (entry.kind === 'resolved') forecasts.push(...forecast(entry, state, row))
    state = learn(state, entry)
  })
  return { state, forecasts }
}

function forecast(resolved: ResolvedQuestion, state: CouncilState, row: number): Forecast[] {
  if (isResolvedAs(resolved, 'numeric')) {
    const panel = readEstimates(resolved.question, resolved.ballots, state)
    if (panel.estimates.length === 0) return []
    const voters = panel.estimates.map(({ voice }) => ({ voter: voice.voter, quantiles: voice.quantiles! }))
    const domain = domainOf(resolved.question)
    const { value } = resolved.outcome
    return [{ kind: 'numeric', row, domain, value, width: panel.width, council: combineEstimates(panel), voters }]
  }
  const heard = knownChoices(resolved, state).filter(({ reading }) => reading.counted.length > 0)
  return heard.map(({ question, reading, target, claim }): ChoiceForecast => {
    const panel = seatPanel(question, reading, state)
    return {
      kind: 'choice',
      row,
      claim,
      domain: panel.domain,
      optionIds: reading.optionIds,
      target,
      council: mixMembers(askMembers(panel), state.mixture),
      plainPool: softmax(plainLogs(panel)),
      voters: reading.counted.map(({ voice, stated }) => ({ voter: voice.voter, probabilities: stated })),
    }
  })
}
