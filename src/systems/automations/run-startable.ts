import { z } from 'zod'
import type { Startable } from '#kernel/context.ts'

/** What starting a run has to know of its workflow. */
export const runStartable = {
  name: 'automations.run',
  summary: 'Run an automation',
  input: z.object({}),
  queue: 'interactive',
} as const satisfies Startable
