import { useSyncExternalStore } from 'react'
import type { TimeRange } from '../slots.ts'

let chosen: TimeRange | null = null
const listeners = new Set<() => void>()

/** The span that was drawn on the horizon, for the charts and lists of the page; null shows all. */
export function useTimeRange(): TimeRange | null {
  return useSyncExternalStore(subscribe, () => chosen)
}

export function chooseTimeRange(range: TimeRange | null): void {
  chosen = range
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
