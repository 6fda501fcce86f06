import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

export const events = defineEvents('runs', {
  changed: {
    summary: 'A run started, went on, or ended',
    payload: z.object({ run: z.uuid(), workflow: z.string(), state: z.string() }),
    guard: 'runs.get',
  },
})
