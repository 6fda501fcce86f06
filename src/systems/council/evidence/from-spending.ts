import type { PartialDraft } from './draft.ts'
import { listAt, numberAt, textAt } from './field.ts'

/** What models cost in the last weeks, in one piece. */
export function fromSpending(answer: unknown): PartialDraft[] {
  const days = listAt(answer, 'items')
  if (days.length === 0) return []
  const sum = (field: string) => days.reduce<number>((total, day) => total + (numberAt(day, field) ?? 0), 0)
  const dollars = (micros: number) => `$${(micros / 1e6).toFixed(2)}`
  const calls = sum('calls')
  const cost = sum('costMicros')
  const unknown = sum('unknown')
  const perDay = days.slice(-14).map((day) => `${textAt(day, 'key') ?? 'some day'} ${dollars(numberAt(day, 'costMicros') ?? 0)}`)
  return [
    {
      words: ['cost'],
      project: null,
      title: `What models cost from ${textAt(answer, 'from') ?? 'then'} to ${textAt(answer, 'to') ?? 'now'}`,
      text: `${dollars(cost)} in ${calls} calls; the cost of ${unknown} of them is unknown.\n${perDay.join(', ')}`,
      facts: { dollars: Math.round(cost / 10_000) / 100, calls, unknown },
    },
  ]
}
