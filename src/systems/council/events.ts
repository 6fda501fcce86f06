import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

export const events = defineEvents('council', {
  persona_changed: {
    summary: 'A mind of the council was added, changed or removed',
    payload: z.object({ persona: z.string() }),
    guard: 'council.listPersonas',
  },
})
