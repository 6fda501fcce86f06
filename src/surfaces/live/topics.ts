import { z } from 'zod'
import { may, type Actor } from '#kernel/actor.ts'
import type { OutboxEvent } from '#kernel/events.ts'
import type { Kernel } from '#kernel/kernel.ts'

const topic = z.object({
  /** An event's name, or all of a system: `projects.*`. */
  event: z.string().regex(/^[a-z]+\.(\*|[a-z_]+)$/),
  project: z.uuid().optional(),
})

const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), topics: z.array(topic).max(100), since: z.string().max(100).optional() }),
  z.object({ type: z.literal('unsubscribe'), topics: z.array(topic).max(100) }),
  z.object({ type: z.literal('ping') }),
])

export type Topic = z.output<typeof topic>

/** What a client sent, or null when it is not one of our messages. */
export function readMessage(text: string): z.output<typeof message> | null {
  try {
    const parsed = message.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function wants(topics: readonly Topic[], event: OutboxEvent): boolean {
  const all = `${event.name.slice(0, event.name.indexOf('.'))}.*`
  return topics.some(
    (topic) => (topic.event === event.name || topic.event === all) && (topic.project === undefined || topic.project === event.project),
  )
}

/** Who may call the event's read operation may hear of it; news of a project only within that project. */
export function mayHear(kernel: Kernel, actor: Actor, event: OutboxEvent): boolean {
  const guard = kernel.events.get(event.name)?.guard
  const permission = guard === undefined ? undefined : kernel.operations.get(guard)?.declaration.permission
  if (permission === undefined) return false
  if (permission === 'public') return true
  if (permission === 'signed-in') return isAbout(actor, event)
  return may(actor, permission, event.project)
}

/** Events that only need a sign-in are about a person: they go to that person alone. */
function isAbout(actor: Actor, event: OutboxEvent): boolean {
  const person = event.payload['person']
  return actor.kind !== 'anonymous' && (person === undefined || person === actor.person)
}
