import { z } from 'zod'
import { moment } from '#kernel/contract.ts'
import { runError } from './run.ts'

/** Something that a run would do outside of itself. */
export const foreseenCall = z.object({
  step: z.string().nullable(),
  task: z.string(),
  kind: z.string(),
  what: z.string(),
  effect: z.enum(['read', 'write', 'danger', 'outside']),
  input: z.unknown(),
})

export const dryRun = z.object({
  outcome: z.enum(['done', 'failed', 'open']).describe('open: it would wait for something that was not given'),
  output: z.unknown(),
  error: runError.nullable(),
  calls: z.array(foreseenCall),
  undo: z.array(foreseenCall).describe('What would be undone, in this order, should it fail after all that'),
  notes: z.array(z.string()),
})

const inQueue = z.object({
  run: z.uuid(),
  number: z.number().int(),
  name: z.string(),
  task: z.string(),
  key: z.string().nullable(),
  since: moment,
})

export const queueLimits = z.object({
  limit: z.number().int().min(1).max(100_000).nullable().describe('Places at once; null: any number'),
  keyLimit: z.number().int().min(1).max(100_000).nullable().describe('Places of one key at once'),
  rate: z
    .object({
      count: z.number().int().min(1).max(100_000),
      milliseconds: z
        .number()
        .int()
        .min(1)
        .max(31 * 86_400_000),
    })
    .nullable()
    .describe('So many may begin within the time'),
})

export const queue = z.object({
  name: z.string(),
  limit: z.number().int().nullable(),
  keyLimit: z.number().int().nullable(),
  rate: z.object({ count: z.number().int(), milliseconds: z.number().int() }).nullable(),
  asked: queueLimits.nullable().describe('What the texts ask for, where a person set other limits'),
  setBy: z.string().nullable(),
  setAt: moment.nullable(),
  pausedBy: z.string().nullable(),
  pausedAt: moment.nullable().describe('Nobody gets a place meanwhile; who has one keeps it'),
  holders: z.array(inQueue),
  waiters: z.array(inQueue.extend({ priority: z.number().int() })).describe('The first 200, in their order'),
  waiting: z.number().int(),
})

export const secretGrant = z.object({
  name: z.string(),
  secret: z.string(),
  steps: z.array(z.string()).nullable(),
  grantedBy: z.string(),
  grantedAt: moment,
  suspendedBy: z.string().nullable().describe('Whose change of the text keeps it from having a value'),
  suspendedAt: moment.nullable(),
})

export const isolation = z.object({
  level: z.enum(['bubblewrap', 'namespaces', 'own-user', 'limits-only']),
  parts: z.array(z.object({ name: z.string(), there: z.boolean(), sentence: z.string() })),
})
