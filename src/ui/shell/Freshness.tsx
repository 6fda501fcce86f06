import { formatClock, formatSince } from '../format/time.ts'
import { useNow } from '../kit/use-now.ts'
import { useLiveState } from '../live/use-live.ts'
import { word } from './words.ts'

/** How old the answer on screen is; while the line is down it names the moment it stopped. */
export function Freshness({ answer }: { answer: { readonly dataUpdatedAt: number; readonly isError: boolean } }) {
  const now = useNow(answer.dataUpdatedAt || null)
  const state = useLiveState()
  if (!answer.dataUpdatedAt) return null
  const stale = answer.isError || state === 'reconnecting'
  return stale
    ? word('header.stale', { time: formatClock(answer.dataUpdatedAt) })
    : word('header.fresh', { age: formatSince(answer.dataUpdatedAt, now) })
}
