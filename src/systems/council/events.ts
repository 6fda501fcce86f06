import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

const ofQuestion = z.object({ question: z.uuid() })

export const events = defineEvents('council', {
  question_changed: {
    summary: 'A question was asked, answered, decided, resolved or stopped',
    payload: ofQuestion.extend({ state: z.string() }),
    guard: 'council.get',
  },
  seat_changed: {
    summary: 'A mind is being asked, has sealed its ballot, or is absent',
    payload: ofQuestion.extend({ voter: z.string(), state: z.string() }),
    guard: 'council.get',
  },
  learned: {
    summary: 'An outcome entered the ledger, and the council learned from it',
    payload: ofQuestion.extend({ seq: z.number().int() }),
    guard: 'council.get',
  },
  persona_changed: {
    summary: 'A mind of the council was added, changed or removed',
    payload: z.object({ persona: z.string() }),
    guard: 'council.listPersonas',
  },
})
