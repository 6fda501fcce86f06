import { z } from 'zod'
import { declare, listInput, listOutput, moment, started } from '#kernel/contract.ts'
import { foreseenCall } from '../shapes/operating.ts'
import { automationRun, logLine, reason, runTask, wholeRun } from '../shapes/run.ts'

const ofAutomation = { project: { row: 'automation' } } as const
const ofRun = { project: { row: 'run' } } as const
const read = { permission: 'automations:read', effect: 'read' } as const
const readRun = { permission: 'automations:read', effect: 'read', ...ofRun } as const
const named = z.string().min(1).max(200).describe('Id or name of the automation')
const byName = z.object({ automation: named })
const byRun = z.object({ run: z.uuid().describe('Id of the run') })
const taskKey = z.string().min(1).max(2000)
const inputs = z.record(z.string(), z.unknown()).describe('Values of the form')
const run = { permission: 'automations:run', effect: 'write' } as const

export const start = declare({
  summary: 'Start an automation',
  http: ['POST', '/:automation/start'],
  ...run,
  ...ofAutomation,
  unmanaged: true,
  input: byName.extend({
    inputs: inputs.default({}),
    dedupe: z.string().min(1).max(200).optional().describe('While a run with this key is open, it is the answer'),
    number: z.number().int().min(1).optional().describe('Another version than the current one'),
  }),
  output: started,
})

export const listRuns = declare({
  summary: 'List runs of automations, the newest first',
  http: ['GET', '/runs'],
  ...read,
  project: 'filter',
  input: listInput(['-createdAt'], {
    automation: named.optional(),
    state: z.enum(['open', 'waiting', 'running', 'paused', 'done', 'failed', 'cancelled']).optional().describe('open is not ended yet'),
    text: z
      .string()
      .max(200)
      .optional()
      .describe('A number such as #418, or words of the name, the trigger or the error; fewer than three letters are looked for in names'),
    trigger: z.string().max(60).optional().describe('Kind of what started it'),
    project: z.uuid().optional(),
    parent: z.uuid().optional().describe('Only those that a step of this run started'),
    since: moment.optional(),
    until: moment.optional(),
  }),
  output: listOutput(automationRun),
})

export const getRun = declare({
  summary: 'Show a run with its tasks',
  http: ['GET', '/runs/:run'],
  ...readRun,
  input: byRun,
  output: wholeRun,
  trusted: true,
})

export const listRunTasks = declare({
  summary: 'List the tasks of a run in the order they began',
  http: ['GET', '/runs/:run/tasks'],
  ...readRun,
  input: byRun.extend({
    cursor: z.string().max(500).optional(),
    limit: z.number().int().min(1).max(200).default(200),
    text: z.string().max(200).optional().describe('Part of the key'),
  }),
  output: listOutput(runTask),
})

export const getTask = declare({
  summary: 'Show a task of a run with its input and output',
  http: ['GET', '/runs/:run/task'],
  ...readRun,
  input: byRun.extend({ key: taskKey.describe('Key of the task, as listed') }),
  output: runTask.extend({ input: z.unknown(), output: z.unknown() }),
})

export const readLog = declare({
  summary: 'Read what the tasks of a run wrote',
  http: ['GET', '/runs/:run/log'],
  ...readRun,
  input: byRun.extend({
    task: taskKey.optional(),
    text: z.string().max(200).optional().describe('Only lines with this text'),
    after: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional()
      .describe('Position of the last line that is known'),
    limit: z.number().int().min(1).max(1000).default(500),
  }),
  output: z.object({ lines: z.array(logLine), next: z.string().nullable().describe('`after` of the next page') }),
  trusted: true,
})

export const explainRun = declare({
  summary: 'Say why a run does not go on right now',
  http: ['GET', '/runs/:run/why'],
  ...readRun,
  input: byRun,
  output: z.object({ sentence: z.string(), reasons: z.array(reason) }),
})

export const pauseRun = declare({
  summary: 'Pause a run once its present tasks have ended',
  http: ['POST', '/runs/:run/pause'],
  ...run,
  ...ofRun,
  input: byRun,
  output: automationRun,
})

export const resumeRun = declare({
  summary: 'Let a paused run go on, or a failed one try its failed task again',
  http: ['POST', '/runs/:run/resume'],
  ...run,
  ...ofRun,
  unmanaged: true,
  input: byRun,
  output: automationRun,
})

export const cancelRun = declare({
  summary: 'Cancel a run with everything it started',
  http: ['POST', '/runs/:run/cancel'],
  ...run,
  ...ofRun,
  input: byRun,
  output: automationRun,
})

export const restartRun = declare({
  summary: 'Run again from a task on, keeping what came before it',
  http: ['POST', '/runs/:run/restart'],
  ...run,
  ...ofRun,
  input: byRun.extend({
    from: taskKey.optional().describe('Key of the task; everything anew without it'),
    input: z.json().optional().describe('Another input for that task'),
    inputs: inputs.optional().describe('Other values of the form'),
    newest: z.boolean().default(false).describe('With the current version instead of the one it ran with'),
  }),
  output: started,
})

export const forkRun = declare({
  summary: 'Go on after a task in a second run beside the first',
  http: ['POST', '/runs/:run/fork'],
  ...run,
  ...ofRun,
  input: byRun.extend({
    after: taskKey.describe('Key of the last task that is kept'),
    output: z.json().optional().describe('Take this for its output'),
    newest: z.boolean().default(false).describe('With the current version instead of the one it ran with'),
  }),
  output: started,
})

export const previewUndo = declare({
  summary: 'Say what would be undone, in order, should a run fail now',
  http: ['GET', '/runs/:run/undo'],
  ...readRun,
  input: byRun,
  output: z.object({ calls: z.array(foreseenCall) }),
})
