import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

const ofAutomation = z.object({ automation: z.uuid() })
const ofApproval = z.object({ approval: z.uuid(), run: z.uuid() })

export const events = defineEvents('automations', {
  saved: {
    summary: 'An automation was made, or its text was changed',
    payload: ofAutomation.extend({ number: z.number().int() }),
    guard: 'automations.get',
  },
  run_changed: {
    summary: 'A run of an automation started, went on, waits or ended',
    payload: ofAutomation.extend({ run: z.uuid(), state: z.string() }),
    guard: 'automations.getRun',
  },
  changed: { summary: 'An automation was enabled, disabled or changed in its settings', payload: ofAutomation, guard: 'automations.get' },
  queue_changed: {
    summary: 'The limits of a queue were changed',
    payload: z.object({ queue: z.string() }),
    guard: 'automations.listQueues',
  },
  removed: { summary: 'An automation was deleted', payload: ofAutomation.extend({ name: z.string() }), guard: 'automations.list' },
  approval_requested: { summary: 'A step waits for people to decide', payload: ofApproval, guard: 'automations.getApproval' },
  approval_changed: { summary: 'A decision was answered, escalated or closed', payload: ofApproval, guard: 'automations.getApproval' },
})
