import { z } from 'zod'
import { declare, defineContract, listInput, listOutput, moment } from '#kernel/contract.ts'

export const runState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled'])

export const run = z
  .object({
    id: z.uuid(),
    workflow: z.string(),
    title: z.string(),
    project: z.uuid().nullable(),
    host: z.string().nullable(),
    state: runState,
    reason: z.string().nullable().describe('Why it does not go on right now: what it waits for, or when it tries again'),
    error: z.string().nullable(),
    progress: z.object({
      done: z.number().optional(),
      total: z.number().nullable().optional(),
      unit: z.string().optional(),
      step: z.string().optional(),
      message: z.string().optional(),
    }),
    output: z.unknown(),
    createdAt: moment,
    startedAt: moment.nullable(),
    endedAt: moment.nullable(),
    cancelRequestedAt: moment.nullable(),
  })
  .meta({ id: 'Run', title: 'Durable work: a scan, a backup, a deployment' })

const byId = z.object({ id: z.uuid().describe('Id of the run') })

export const contract = defineContract('runs', {
  list: declare({
    summary: 'List runs, the newest first',
    http: ['GET', '/'],
    permission: 'runs:read',
    project: 'filter',
    effect: 'read',
    input: listInput(['-createdAt'], {
      state: z
        .enum(['open', 'waiting', 'running', 'done', 'failed', 'cancelled'])
        .optional()
        .describe('Only these; open is waiting or running'),
      workflow: z.string().max(100).optional(),
      project: z.uuid().optional(),
      since: moment.optional().describe('Only runs created at or after this moment'),
    }),
    output: listOutput(run),
  }),
  get: declare({
    summary: 'Show a run with its progress',
    http: ['GET', '/:id'],
    permission: 'runs:read',
    project: { row: 'run' },
    effect: 'read',
    input: byId,
    output: run,
  }),
  cancel: declare({
    summary: 'Cancel a run',
    description: 'Its steps are told to stop; the run ends as cancelled once nothing of it is running any more.',
    http: ['POST', '/:id/cancel'],
    permission: 'runs:write',
    project: { row: 'run' },
    effect: 'write',
    input: byId,
    output: run,
  }),
  resume: declare({
    summary: 'Resume a failed or cancelled run after its last finished step',
    http: ['POST', '/:id/resume'],
    permission: 'runs:write',
    project: { row: 'run' },
    effect: 'write',
    input: byId,
    output: run,
  }),
})
