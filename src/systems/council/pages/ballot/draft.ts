import type { Question, Vote } from '../client.ts'

export interface Ask {
  readonly type: Question['type']
  readonly unit: string | null
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly claims: readonly { readonly id: string; readonly text: string }[]
}

/** What stands in the form, as typed: percents by option or claim, three numbers, or an order. */
export interface BallotDraft {
  readonly percents: Readonly<Record<string, string>>
  readonly numbers: Readonly<Record<'p10' | 'p50' | 'p90', string>>
  readonly order: readonly string[]
  readonly reason: string
  readonly crux: string
}

export type BallotFault = 'percent' | 'some' | 'order' | 'claims'

export function emptyBallot({ type, options }: Ask): BallotDraft {
  return {
    percents: type === 'yes-no' ? { yes: '50' } : {},
    numbers: { p10: '', p50: '', p90: '' },
    order: options.map(({ id }) => id),
    reason: '',
    crux: '',
  }
}

/** The vote that the form says, or what is wrong with it. */
export function voteOf(type: Ask['type'], draft: BallotDraft): Vote | BallotFault {
  const words = { reason: draft.reason.trim(), crux: draft.crux.trim() }
  if (type === 'preference') return { ranking: draft.order.map((id) => [id]), ...words }
  if (type === 'numeric') {
    const quantiles = quantilesIn(draft.numbers)
    return quantiles ? { quantiles, ...words } : 'order'
  }
  const percents = percentsIn(draft.percents)
  if (!percents) return 'percent'
  if (type === 'yes-no') return percents['yes'] === undefined ? 'percent' : { probability: percents['yes'] / 100, ...words }
  const said = Object.entries(percents)
  if (type === 'choice') return said.some(([, percent]) => percent > 0) ? { probabilities: percents, ...words } : 'some'
  if (said.length === 0) return 'claims'
  return { claims: Object.fromEntries(said.map(([id, percent]) => [id, percent / 100])), ...words }
}

/** Fields that were left empty are not said; null when one is no percentage. */
export function percentsIn(percents: BallotDraft['percents']): Record<string, number> | null {
  const said = Object.entries(percents).filter(([, text]) => text.trim() !== '')
  const read = said.map(([id, text]): [string, number] => [id, Number(text)])
  return read.every(([, percent]) => percent >= 0 && percent <= 100) ? Object.fromEntries(read) : null
}

function quantilesIn(numbers: BallotDraft['numbers']): Vote['quantiles'] | null {
  const read = (text: string) => (text.trim() === '' ? NaN : Number(text.trim().replaceAll(',', '')))
  const [p10, p50, p90] = [read(numbers.p10), read(numbers.p50), read(numbers.p90)]
  return p10 <= p50 && p50 <= p90 && Number.isFinite(p10) && Number.isFinite(p90) ? { p10, p50, p90 } : null
}

/** The order with one option a place further up (−1) or down (1). */
export function moved(order: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const from = order.indexOf(id)
  const to = from + by
  if (from === -1 || to < 0 || to >= order.length) return order
  return order.toSpliced(from, 1).toSpliced(to, 0, id)
}
