import { formatNumber } from '#ui/format/number.ts'
import type { Answer, Question } from '../client.ts'
import { percentOf, percentText } from '../percent.ts'
import { word } from './words.ts'

export interface Headline {
  readonly title: string
  readonly detail: string
}

/** The answer as one line, and how far it is from the bar. */
export function headlineOf(question: Pick<Question, 'unit' | 'type'>, answer: Answer): Headline {
  const { outcome, quantiles } = answer
  if (question.type === 'open' && outcome.kind === 'decision') {
    return { title: word('answer.claims', { count: answer.claims.filter(({ verdict }) => verdict === 'accepted').length }), detail: '' }
  }
  if (outcome.kind === 'estimate') {
    return { title: word('answer.about', { value: amountText(outcome.value, question.unit) }), detail: rangeOf(question.unit, quantiles) }
  }
  if (outcome.kind === 'decision') {
    const label = outcome.label ?? ''
    if (question.type === 'preference') return { title: word('answer.prefers', { label }), detail: '' }
    const detail = [distance(outcome), rangeOf(question.unit, quantiles)].filter(Boolean).join(', ')
    return { title: `${label} ${percentText(outcome.probability)}`, detail }
  }
  return { title: undecidedTitle(outcome), detail: undecidedDetail(outcome) }
}

function rangeOf(unit: string | null, quantiles: Answer['quantiles']): string {
  return quantiles ? word('answer.range', { low: amountText(quantiles.p10, unit), high: amountText(quantiles.p90, unit) }) : ''
}

/** `12 days`: as many digits as a figure of this size can bear. */
export function amountText(value: number | null, unit: string | null): string {
  if (value === null) return word('answer.undecided')
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 1 : 2
  return unit ? `${formatNumber(value, digits)}\u00a0${unit}` : formatNumber(value, digits)
}

function undecidedTitle({ label, why }: Answer['outcome']): string {
  return label === null || why === 'tie' || why === 'no-ballots' ? word('answer.undecided') : word('answer.leaning', { label })
}

function undecidedDetail(outcome: Answer['outcome']): string {
  const { why } = outcome
  return why === 'no-ballots' || why === 'need-data' || why === 'tie' ? word(`answer.${why}`) : distance(outcome)
}

function distance({ probability, bar }: Answer['outcome']): string {
  if (probability === null || bar === null) return ''
  const points = percentOf(probability) - percentOf(bar)
  return points < 0 ? word('answer.under', { count: -points }) : word('answer.over', { count: points })
}
