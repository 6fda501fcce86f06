/** What to listen to: an event name or `system.*`, everywhere or in one project. */
export interface Topic {
  readonly event: string
  readonly project?: string
}
export type TopicName = string | Topic

export interface LiveEvent {
  readonly event: string
  readonly project: string | null
  readonly ids: Readonly<Record<string, unknown>>
  /** Order among events; a reconnect resumes from the last one seen. */
  readonly position: string
  readonly at: string
}

export function topicOf(name: TopicName): Topic {
  return typeof name === 'string' ? { event: name } : name
}

/** Two topics with the same key are one subscription. */
export function topicKey(topic: Topic): string {
  return topic.project ? `${topic.event}@${topic.project}` : topic.event
}

/** Whether the event is one that this topic asked for. */
export function covers(topic: Topic, event: Pick<LiveEvent, 'event' | 'project'>): boolean {
  if (topic.project && topic.project !== event.project) return false
  return topic.event.endsWith('.*') ? event.event.startsWith(topic.event.slice(0, -1)) : topic.event === event.event
}
