import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

const payload = z.object({ approval: z.uuid(), operation: z.string() })

export const events = defineEvents('approvals', {
  requested: { summary: 'A dangerous call waits for a person', payload, guard: 'approvals.get' },
  decided: { summary: 'A person allowed or refused a dangerous call', payload, guard: 'approvals.get' },
})
