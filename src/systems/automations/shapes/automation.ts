import { z } from 'zod'
import { moment } from '#kernel/contract.ts'

/** Something about a text that a person should look at, with its place; see the README of `language`. */
export const problem = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    message: z.string(),
    line: z.number().int().describe('Counts from 1'),
    column: z.number().int(),
    path: z.array(z.union([z.string(), z.number()])),
  })
  .meta({ id: 'AutomationProblem', title: 'What is wrong with a text, and where' })

export const requirements = z.object({
  operations: z.array(z.string()),
  secrets: z.array(z.string()),
  workflows: z.array(z.string()),
  resources: z.array(z.string()),
  images: z.array(z.string()),
  processes: z.array(z.enum(['shell', 'script', 'container', 'mcp'])),
})

export const automation = z
  .object({
    id: z.uuid(),
    name: z.string(),
    title: z.string().nullable(),
    summary: z.string().nullable(),
    project: z.uuid().nullable(),
    tags: z.array(z.string()),
    enabled: z.boolean().describe('A disabled one is not started by its triggers'),
    disabledReason: z.string().nullable(),
    number: z.number().int().describe('Number of the current version'),
    hash: z.string().describe('Address of the current definition'),
    form: z.enum(['friendly', 'standard']),
    author: z.string().describe('With whose rights it runs'),
    version: z.number().int().describe('For If-Match'),
    lastRun: z.object({ id: z.uuid(), state: z.string(), at: moment }).nullable(),
    suspendedSecrets: z
      .array(z.string())
      .describe(
        'Secrets without a value: the text was changed by somebody who may not grant them, until somebody who may grants them again',
      ),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: 'Automation', title: 'An automation' })

export const automationVersion = z
  .object({
    number: z.number().int(),
    hash: z.string(),
    form: z.enum(['friendly', 'standard']),
    note: z.string().nullable(),
    savedBy: z.string(),
    savedAt: moment,
  })
  .meta({ id: 'AutomationVersion', title: 'A saved version; it never changes' })

/** A field of the form that a run is started with by hand. */
export const formField = z.object({
  name: z.string(),
  schema: z.record(z.string(), z.unknown()).describe('JSON Schema of the value'),
  required: z.boolean(),
})

export type Automation = z.output<typeof automation>

export const graph = z.object({
  nodes: z.array(
    z.object({ id: z.string(), kind: z.string(), label: z.string(), parent: z.string().nullable(), marks: z.array(z.string()) }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      kind: z.enum(['start', 'next', 'case', 'failure', 'undo']),
      label: z.string().nullable(),
    }),
  ),
})

export const wholeAutomation = automation.extend({
  text: z.string(),
  document: z.record(z.string(), z.unknown()),
  fields: z.array(formField).describe('The form that starts it by hand'),
  graph,
  requirements,
  sourceMap: z.record(z.string(), z.object({ task: z.string(), line: z.number().int() })),
  notes: z.array(z.string()),
  keepDays: z.number().int().nullable(),
  keepRuns: z.number().int().nullable(),
})

export const validation = z.object({
  ok: z.boolean(),
  problems: z.array(problem),
  notes: z.array(z.string()),
  graph: graph.nullable(),
  sourceMap: z.record(z.string(), z.object({ task: z.string(), line: z.number().int() })),
  steps: z
    .array(z.object({ id: z.string(), value: z.record(z.string(), z.unknown()), line: z.number().int() }))
    .describe('The steps as they are written, of a text with mistakes too'),
  document: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string().nullable(),
  requirements: requirements.nullable(),
  fields: z.array(formField),
  expressions: z.array(
    z.object({ at: z.string(), text: z.string(), lane: z.enum(['fast', 'slow', 'refused']), reasons: z.array(z.string()) }),
  ),
})

export type Validation = z.output<typeof validation>
