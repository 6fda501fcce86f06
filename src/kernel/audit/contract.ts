import { z } from 'zod'
import { declare, defineContract, listInput, listOutput, moment } from '#kernel/contract.ts'

export const entry = z
  .object({
    id: z.uuid(),
    at: moment,
    operation: z.string(),
    actor: z.string(),
    actorKind: z.string(),
    person: z.uuid().nullable(),
    surface: z.string(),
    project: z.uuid().nullable(),
    outcome: z.enum(['done', 'refused', 'failed']),
    error: z.string().nullable(),
    input: z.record(z.string(), z.unknown()),
    requestId: z.string(),
    address: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry', title: 'Who did what, when and how it ended' })

export const contract = defineContract('audit', {
  list: declare({
    summary: 'List what was done, refused or failed, the newest first',
    http: ['GET', '/'],
    permission: 'audit:read',
    project: 'filter',
    effect: 'read',
    input: listInput(['-at'], {
      operation: z.string().max(100).optional().describe('Id of an operation, or a system for all of its operations'),
      actor: z.string().max(100).optional().describe('Id of a session, key or connection'),
      person: z.uuid().optional().describe('Whoever it was done by, however they came in'),
      project: z.uuid().optional(),
      outcome: entry.shape.outcome.optional(),
      since: moment.optional(),
      until: moment.optional(),
    }),
    output: listOutput(entry),
  }),
  export: declare({
    summary: 'Export the trail in the order of its chain, each entry with its place and seal',
    http: ['GET', '/export'],
    permission: 'audit:read',
    project: 'filter',
    effect: 'read',
    input: z.object({
      limit: z.number().int().min(1).max(5000).default(1000).describe('How many entries at most'),
      after: z.number().int().min(0).default(0).describe('Place of the last entry of the part before'),
    }),
    output: z.object({ items: z.array(entry.extend({ position: z.number().int(), seal: z.string() })), next: z.number().int().nullable() }),
    trusted: true,
  }),
  verify: declare({
    summary: 'Prove that nobody changed, removed or slipped in an entry of the trail',
    description: 'Note the seal it answers somewhere else: given back later, it also proves that the end was not cut off.',
    http: ['GET', '/verify'],
    permission: 'audit:read',
    project: 'none',
    effect: 'read',
    input: z.object({
      seal: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional()
        .describe('A seal that was noted earlier'),
    }),
    output: z.object({
      intact: z.boolean(),
      entries: z.number().int().describe('How many were looked at'),
      unsealed: z.number().int().describe('How many are too new to be in the chain'),
      broken: z.object({ position: z.number().int(), entry: z.uuid().nullable(), reason: z.string() }).nullable(),
      seal: z.string().describe('The seal of the last entry'),
    }),
  }),
})
