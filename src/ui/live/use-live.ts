import { hashKey } from '@tanstack/react-query'
import { createContext, use, useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { LiveState } from './connection.ts'
import { live } from './live.ts'
import type { LiveEvent, TopicName } from './topics.ts'

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

/** Calls back for every event of these topics, for instance to append the lines of a log. */
export function useLiveEvents(topics: readonly TopicName[], listener: (event: LiveEvent) => void): void {
  const heard = useEffectEvent(listener)
  const hash = hashKey(topics)
  useEffect(() => {
    const leave = live.listen(JSON.parse(hash) as TopicName[])
    const stop = live.onEvent((event) => heard(event))
    return () => {
      leave()
      stop()
    }
  }, [hash])
}
