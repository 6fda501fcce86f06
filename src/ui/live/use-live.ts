import { hashKey } from '@tanstack/react-query'
import { createContext, use, useEffect, useSyncExternalStore } from 'react'
import type { LiveState } from './connection.ts'
import { live } from './live.ts'
import type { TopicName } from './topics.ts'

/** The topics that the surrounding page or panel declares; what it reads is kept true by them. */
export const LiveTopics = createContext<readonly TopicName[]>([])

export function useLiveState(): LiveState {
  return useSyncExternalStore(live.onState, live.state)
}

/** Keeps one cached answer true by the declared topics. */
export function useLiveQuery(key: readonly unknown[] | null): void {
  const topics = use(LiveTopics)
  const hash = hashKey([topics, key])
  useEffect(() => {
    const [names, queryKey] = JSON.parse(hash) as [TopicName[], unknown[] | null]
    if (queryKey && names.length > 0) return live.keep(names, queryKey)
  }, [hash])
}
