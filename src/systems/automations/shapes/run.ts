import { z } from 'zod'
import { moment } from '#kernel/contract.ts'

export const runState = z.enum(['waiting', 'running', 'paused', 'done', 'failed', 'cancelled'])
export const taskState = z.enum(['running', 'waiting', 'done', 'failed', 'cancelled', 'skipped'])

/** An error of the DSL (RFC 9457). */
export const runError = z.object({
  type: z.string(),
  status: z.number(),
  title: z.string().optional(),
  detail: z.string().optional(),
  instance: z.string().optional().describe('Reference of the task that raised it'),
})

export const automationRun = z
  .object({
    id: z.uuid(),
    number: z.number().int().describe('What people quote: #418'),
    automation: z.uuid(),
    name: z.string(),
    version: z.number().int().nullable(),
    hash: z.string(),
    project: z.uuid().nullable(),
    state: runState,
    trigger: z.object({ kind: z.string(), detail: z.string().nullable() }),
    startedBy: z.string(),
    error: runError.nullable(),
    waitsFor: z.string().nullable().describe('What it waits for first, in words; see explainRun'),
    dedupe: z.string().nullable(),
    parent: z.uuid().nullable().describe('The run whose step started it'),
    origin: z.object({ run: z.uuid(), from: z.string() }).nullable().describe('The run it was restarted or forked from'),
    tasks: z.object({ done: z.number().int(), failed: z.number().int() }),
    milliseconds: z.number().int().nullable(),
    createdAt: moment,
    startedAt: moment.nullable(),
    endedAt: moment.nullable(),
    traceId: z.string().describe('W3C trace id; log lines and calls of the run bear it'),
  })
  .meta({ id: 'AutomationRun', title: 'A run of an automation' })

/** What models cost, by the ledger; null: none was asked. */
export const modelCost = z.object({
  micros: z.number().int().nullable().describe('Millionths of a US dollar; null is unknown'),
  unknown: z.number().int().describe('Calls whose cost nobody knows; they are not in the sum'),
})

export const runTask = z
  .object({
    key: z.string().describe('Its reference, with rounds of loops and tries: /do/1/build'),
    reference: z.string().describe('Where it is in the document'),
    name: z.string(),
    kind: z.string(),
    step: z.string().nullable().describe('Id of the step of the text it belongs to'),
    state: taskState,
    attempts: z.number().int(),
    waitsFor: z.string().nullable(),
    error: runError.nullable(),
    startedAt: moment.nullable(),
    endedAt: moment.nullable(),
    milliseconds: z.number().int().nullable(),
    cpuMilliseconds: z.number().int().nullable().describe('Processor time of its child processes'),
    cost: modelCost.nullable().describe('What the models it asked cost; null: it asked none'),
    logLines: z.number().int(),
    childRun: z.uuid().nullable(),
  })
  .meta({ id: 'AutomationTask', title: 'One task of a run' })

export const logLine = z.object({
  position: z.string(),
  task: z.string(),
  at: moment,
  stream: z.enum(['stdout', 'stderr', 'note']),
  text: z.string(),
})

/** One answer to "why is this not running?". */
export const reason = z.object({
  code: z.enum([
    'ended',
    'running',
    'paused',
    'queued',
    'limit',
    'sleeping',
    'retry',
    'event',
    'approval',
    'child',
    'host',
    'concurrency',
    'disabled',
    'cancelling',
  ]),
  sentence: z.string(),
  task: z.string().nullable(),
  until: moment.nullable(),
  holders: z.array(z.object({ run: z.uuid(), number: z.number().int(), name: z.string() })).describe('Who has the places'),
})

export const wholeRun = automationRun.extend({
  input: z.unknown(),
  output: z.unknown(),
  items: z.array(runTask).describe('The first 200 tasks; see listRunTasks for more'),
  more: z.boolean(),
  why: z.array(reason),
  children: z.array(z.object({ run: z.uuid(), number: z.number().int(), name: z.string(), state: runState })),
  cost: modelCost.nullable().describe('What the models that its tasks asked cost; runs that it started count for themselves'),
  cpuMilliseconds: z.number().int().nullable().describe('Processor time of all its child processes'),
  pausing: z.boolean(),
  cancelling: z.boolean(),
})

export type AutomationRun = z.output<typeof automationRun>
export type RunTask = z.output<typeof runTask>
export type RunError = z.output<typeof runError>
export type RunReason = z.output<typeof reason>
