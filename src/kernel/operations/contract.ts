import { z } from 'zod'
import { declare, defineContract } from '#kernel/contract.ts'

export const described = z
  .object({
    id: z.string(),
    system: z.string(),
    name: z.string(),
    summary: z.string(),
    description: z.string().nullable(),
    effect: z.enum(['read', 'write', 'danger']),
    permission: z.string(),
    method: z.string(),
    path: z.string(),
    long: z.boolean().describe('Whether it answers with a run to follow'),
    bytes: z.enum(['in', 'out']).nullable().describe('Whether a file comes along with the call, or is the answer'),
    deprecated: z.object({ since: z.string(), use: z.string() }).nullable(),
    input: z.record(z.string(), z.unknown()).describe('JSON Schema of the input'),
  })
  .meta({ id: 'Operation', title: 'An operation, as every surface shows it' })

export const contract = defineContract('operations', {
  list: declare({
    summary: 'List every operation you may call, with the schema of its input',
    http: ['GET', '/'],
    permission: 'signed-in',
    project: 'none',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(described) }),
    trusted: true,
  }),
  explain: declare({
    summary: 'Explain an operation: its stages, tables, events and who listens',
    http: ['GET', '/:id/explain'],
    permission: 'signed-in',
    project: 'none',
    effect: 'read',
    input: z.object({ id: z.string().max(100).describe('Id of the operation, such as projects.list') }),
    output: z.object({
      id: z.string(),
      summary: z.string(),
      file: z.string(),
      address: z.string(),
      command: z.string(),
      tool: z.string(),
      permission: z.string(),
      effect: z.string(),
      stages: z.array(z.string()),
      tables: z.array(z.string()),
      events: z.array(z.object({ name: z.string(), listeners: z.array(z.string()) })),
      workflows: z.array(z.string()),
    }),
  }),
})
