import type { Outcome } from '../client.ts'
import { percentText } from '../percent.ts'
import { amountText } from './headline.ts'
import { word } from './words.ts'

type Offered = readonly { readonly id: string; readonly label: string }[]

/** What happened in a few words, by the kind of outcome. */
export function outcomeText(outcome: Outcome, offered: Offered, unit: string | null): string {
  const labelOf = (id: string) => offered.find((option) => option.id === id)?.label ?? id
  const { happened, value, option, chosen, credits, held } = outcome
  if (happened !== undefined) {
    if (happened === 1) return word('outcome.yes')
    return happened === 0 ? word('outcome.no') : word('outcome.is.happened', { percent: percentText(happened) })
  }
  if (value !== undefined) return amountText(value, unit)
  if (option !== undefined) return labelOf(option)
  if (chosen !== undefined) return labelOf(chosen)
  const shares = Object.entries(credits ?? held ?? {})
  return shares.map(([id, share]) => `${labelOf(id)} ${percentText(share)}`).join(', ')
}
