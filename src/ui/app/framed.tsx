import type { ComponentType } from 'react'
import { LiveTopics } from '../live/use-live.ts'
import type { TopicName } from '../live/topics.ts'

/** A page with the events that keep it true. */
export function framed(Page: ComponentType, topics: readonly TopicName[]): ComponentType {
  return function FramedPage() {
    return (
      <LiveTopics value={topics}>
        <Page />
      </LiveTopics>
    )
  }
}
