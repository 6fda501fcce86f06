import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

export const events = defineEvents('runs', {
  changed: {
    summary: 'A run started, went on, or ended',
    payload: z.object({ run: z.uuid(), workflow: z.string(), state: z.string() }),
    guard: 'runs.get',
  },
  cancel_requested: {
    summary: 'Somebody asked for a run to be cancelled',
    payload: z.object({ run: z.uuid() }),
    guard: 'runs.get',
  },
  resume_requested: {
    summary: 'Somebody asked for a failed or cancelled run to go on',
    payload: z.object({ run: z.uuid() }),
    guard: 'runs.get',
  },
})
