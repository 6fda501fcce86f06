import { z } from 'zod'
import { declare } from '#kernel/contract.ts'

export const retention = z.object({
  days: z.number().int().min(1).max(3650).describe('Finished runs are kept so long'),
  runsPerAutomation: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .nullable()
    .describe('How many finished runs of one automation are kept at most'),
  eventDays: z.number().int().min(1).max(365).describe('Events and deliveries are kept so long'),
})

export type Retention = z.output<typeof retention>

export const getRetention = declare({
  summary: 'Show how long runs, events and deliveries are kept',
  http: ['GET', '/retention'],
  permission: 'automations:read',
  effect: 'read',
  project: 'none',
  input: z.object({}),
  output: retention,
})

export const setRetention = declare({
  summary: 'Change how long runs, events and deliveries are kept',
  http: ['PUT', '/retention'],
  permission: 'settings:write',
  effect: 'write',
  project: 'none',
  input: retention,
  output: retention,
})
