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
      operation: z.string().max(100).optional(),
      actor: z.string().max(100).optional(),
      outcome: entry.shape.outcome.optional(),
      since: moment.optional(),
      until: moment.optional(),
    }),
    output: listOutput(entry),
  }),
})
