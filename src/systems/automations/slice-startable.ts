import { z } from 'zod'
import type { Startable } from '#kernel/context.ts'

/** What starting a slice of a fan-out has to know of its workflow. */
export const sliceStartable = {
  name: 'automations.slice',
  summary: 'Carry out a part of a fan-out',
  input: z.object({ run: z.uuid(), task: z.string(), number: z.number().int() }),
  queue: 'interactive',
} as const satisfies Startable
