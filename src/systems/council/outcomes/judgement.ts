import type { Answer } from '../aggregation/aggregate.ts'
import type { QuestionRow } from '../question-row.ts'

/** What the council found most likely; null where there are no options or no answer. */
export function favouriteOf(answer: Answer | null): string | null {
  if (!answer || !('probabilities' in answer) || !answer.probabilities) {
    return answer?.type === 'preference' ? (answer.ranking[0]?.[0] ?? null) : null
  }
  const entries = Object.entries(answer.probabilities)
  return entries.length === 0 ? null : entries.reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

/** What came true of the options; null while it is not known, or where it is nothing of the kind. */
export function trueOption(row: Pick<QuestionRow, 'type' | 'outcome' | 'threshold'>): string | null {
  const { outcome } = row
  if (!outcome) return null
  if (row.type === 'yes-no')
    return outcome.happened === undefined || outcome.happened === 0.5 ? null : outcome.happened > 0.5 ? 'yes' : 'no'
  if (row.type === 'numeric')
    return outcome.value === undefined || row.threshold === null ? null : outcome.value >= row.threshold ? 'above' : 'below'
  if (row.type !== 'choice') return null
  if (outcome.option !== undefined) return outcome.option
  const credits = Object.entries(outcome.credits ?? {})
  return credits.length === 0 ? null : credits.reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

/** Whether the council was right: its favourite came true, or the number lay in the range it gave eight times in ten. */
export function wasRight(row: Pick<QuestionRow, 'type' | 'outcome' | 'threshold'>, answer: Answer | null): boolean | null {
  if (!row.outcome || !answer) return null
  if (row.type === 'numeric' && answer.type === 'numeric') {
    const { value } = row.outcome
    return value === undefined || !answer.quantiles ? null : value >= answer.quantiles.p10 && value <= answer.quantiles.p90
  }
  const truth = trueOption(row)
  const favourite = favouriteOf(answer)
  return truth === null || favourite === null ? null : truth === favourite
}
