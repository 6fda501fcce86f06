import { z } from 'zod'
import { declare, listInput, listOutput, moment } from '#kernel/contract.ts'

const read = { permission: 'automations:read', effect: 'read' } as const
const ofTrigger = { permission: 'automations:write', effect: 'write', project: { row: 'trigger' } } as const

const trigger = z
  .object({
    id: z.uuid(),
    automation: z.uuid(),
    automationName: z.string(),
    kind: z.enum(['schedule', 'event', 'events', 'webhook', 'file', 'manual']),
    label: z.string().describe('What people read: 0 6 * * 1 Europe/Berlin'),
    start: z.record(z.string(), z.unknown()),
    paused: z.boolean(),
    pausedBy: z.string().nullable(),
    enabled: z.boolean().describe('False while the automation itself is disabled'),
    nextAt: moment.nullable(),
    lastAt: moment.nullable(),
    lastRun: z.uuid().nullable(),
    lastError: z.string().nullable(),
    catchesUp: z
      .boolean()
      .nullable()
      .describe('Of files: whether changes made while Optimus did not run will be found; not among more than 10,000 files'),
  })
  .meta({ id: 'AutomationTrigger', title: 'What starts an automation' })

export type Trigger = z.output<typeof trigger>

const byTrigger = z.object({ trigger: z.uuid().describe('Id of the trigger') })

export const listTriggers = declare({
  summary: 'List what starts automations',
  http: ['GET', '/triggers'],
  ...read,
  project: 'filter',
  input: listInput(['nextAt'], { automation: z.string().min(1).max(200).optional(), kind: trigger.shape.kind.optional() }),
  output: listOutput(trigger),
})

export const previewSchedule = declare({
  summary: 'List the next times of a schedule',
  http: ['POST', '/triggers/preview'],
  ...read,
  project: 'none',
  input: z.object({
    cron: z.string().min(1).max(200).optional().describe('Five fields, or a nickname such as @daily'),
    every: z.string().min(1).max(60).optional().describe('An interval such as 15m, instead of cron'),
    timezone: z.string().min(1).max(60).optional().describe('Time zone of the cron expression; UTC without it'),
    count: z.number().int().min(1).max(50).default(10),
    from: moment.optional().describe('Now without it'),
  }),
  output: z.object({
    times: z.array(
      z.object({
        at: moment,
        local: z.string().describe('On the clock of the zone'),
        note: z.string().nullable().describe('Where clocks change between this time and the one before'),
      }),
    ),
  }),
})

export const pauseTrigger = declare({
  summary: 'Keep one trigger from starting runs',
  http: ['POST', '/triggers/:trigger/pause'],
  ...ofTrigger,
  input: byTrigger,
  output: trigger,
})

export const resumeTrigger = declare({
  summary: 'Let a paused trigger start runs again',
  http: ['POST', '/triggers/:trigger/resume'],
  ...ofTrigger,
  input: byTrigger,
  output: trigger,
})
