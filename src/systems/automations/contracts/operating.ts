import { z } from 'zod'
import { declare, nothing } from '#kernel/contract.ts'
import { dryRun as dryRunShape, isolation as isolationShape, queue, queueLimits, secretGrant } from '../shapes/operating.ts'

const ofAutomation = { project: { row: 'automation' } } as const
const read = { permission: 'automations:read', effect: 'read' } as const
const named = z.string().min(1).max(200).describe('Id or name of the automation')
const byName = z.object({ automation: named })
const text = z.string().min(1).max(1_048_576).describe('Friendly text, or a document of the Open Workflow DSL 1.0.3')
const taskKey = z.string().min(1).max(2000)
const inputs = z.record(z.string(), z.unknown()).describe('Values of the form')
const write = { permission: 'automations:write', effect: 'write' } as const
const run = { permission: 'automations:run', effect: 'write' } as const

export const dryRun = declare({
  summary: 'Say what a run would call, without calling anything',
  http: ['POST', '/dry-run'],
  ...read,
  project: 'none',
  input: z.object({
    text,
    inputs: inputs.default({}),
    answers: z.record(z.string(), z.unknown()).default({}).describe('What steps are taken to answer, by their id'),
  }),
  output: dryRunShape,
})

export const evaluate = declare({
  summary: 'Evaluate an expression on data, or on what a task of a past run knew',
  http: ['POST', '/evaluate'],
  ...read,
  project: 'filter',
  input: z.object({
    expression: z.string().min(1).max(10_000).describe('jq, with or without ${ }'),
    data: z.json().optional().describe('What the expression reads as .'),
    variables: z.record(z.string(), z.json()).default({}).describe('By name, without $'),
    run: z.uuid().optional().describe('Take data and variables from this run'),
    task: taskKey.optional().describe('Its output is .; the input of the run without it'),
  }),
  output: z.object({
    results: z.array(z.unknown()),
    lane: z.enum(['fast', 'slow', 'refused']),
    reasons: z.array(z.string()),
    error: z.string().nullable(),
    offset: z.number().int().nullable().describe('Where in the expression the mistake is'),
  }),
})

export const emitEvent = declare({
  summary: 'Tell an event that automations may start on or wait for',
  http: ['POST', '/events'],
  ...run,
  project: 'none',
  input: z.object({
    type: z.string().min(1).max(200),
    source: z.string().min(1).max(500).default('optimus:manual'),
    subject: z.string().max(500).optional(),
    id: z.string().min(1).max(200).optional().describe('Told twice with one source and id, it counts once'),
    data: z.json().optional(),
  }),
  output: z.object({ id: z.string(), isNew: z.boolean(), listeners: z.number().int(), started: z.array(z.uuid()).describe('Runs') }),
})

export const listQueues = declare({
  summary: 'List queues with who holds their places and who waits',
  http: ['GET', '/queues'],
  ...read,
  project: 'none',
  input: z.object({ name: z.string().max(200).optional() }),
  output: z.object({ items: z.array(queue) }),
})

export const setQueue = declare({
  summary: 'Change the limits of a queue while it is in use, or pause it',
  http: ['PUT', '/queues/:queue'],
  ...write,
  project: 'none',
  input: z.object({
    queue: z.string().min(1).max(300).describe('Name of the queue'),
    limits: queueLimits.nullable().optional().describe('Instead of those of the texts; null: as the texts say again'),
    paused: z.boolean().optional().describe('Whether nobody gets a place'),
  }),
  output: queue,
})

export const listGrants = declare({
  summary: 'List the secrets that an automation may use, those that are suspended, and those it lacks',
  http: ['GET', '/:automation/secrets'],
  ...read,
  ...ofAutomation,
  input: byName,
  output: z.object({ items: z.array(secretGrant), missing: z.array(z.string()) }),
})

export const grantSecret = declare({
  summary: 'Let an automation use a secret of the vault under a name, as its steps are now',
  http: ['PUT', '/:automation/secrets/:name'],
  permission: 'settings:write',
  effect: 'write',
  ...ofAutomation,
  input: byName.extend({
    name: z.string().min(1).max(100).describe('As the text names it in `secrets`'),
    secret: z.string().min(1).max(100).describe('Name in the vault'),
    steps: z.array(z.string().max(100)).max(200).nullable().default(null).describe('Only these steps; all of them without it'),
    number: z.number().int().min(1).optional().describe('The version that was looked at; refused when it is not the current one'),
  }),
  output: secretGrant,
})

export const revokeSecret = declare({
  summary: 'Take a secret away from an automation',
  http: ['DELETE', '/:automation/secrets/:name'],
  ...write,
  ...ofAutomation,
  input: byName.extend({ name: z.string().min(1).max(100) }),
  output: nothing,
})

export const isolation = declare({
  summary: 'Say how well this machine keeps the processes of steps apart',
  http: ['GET', '/isolation'],
  ...read,
  project: 'none',
  input: z.object({}),
  output: isolationShape,
})
