import { z } from 'zod'
import { declare, defineContract, listInput, listOutput, moment } from '#kernel/contract.ts'

export const approval = z
  .object({
    id: z.uuid(),
    operation: z.string(),
    input: z.record(z.string(), z.unknown()),
    project: z.uuid().nullable(),
    requestedBy: z.string().describe('Who asked'),
    surface: z.string(),
    reason: z.string().nullable(),
    state: z.enum(['open', 'approved', 'refused', 'used', 'expired']),
    createdAt: moment,
    expiresAt: moment,
    decidedBy: z.string().nullable(),
    decidedAt: moment.nullable(),
  })
  .meta({ id: 'Approval', title: 'A dangerous call that waits for a person' })

const byId = z.object({ id: z.uuid().describe('Id of the approval') })

export const contract = defineContract('approvals', {
  list: declare({
    summary: 'List approvals, the newest first',
    http: ['GET', '/'],
    permission: 'approvals:read',
    project: 'filter',
    effect: 'read',
    input: listInput(['-createdAt'], { state: approval.shape.state.optional() }),
    output: listOutput(approval),
  }),
  get: declare({
    summary: 'Show what an approval would allow',
    http: ['GET', '/:id'],
    permission: 'approvals:read',
    project: { row: 'approval' },
    effect: 'read',
    input: byId,
    output: approval,
  }),
  request: declare({
    summary: 'Ask a person to allow one dangerous call',
    http: ['POST', '/'],
    permission: 'signed-in',
    project: 'none',
    effect: 'write',
    input: z.object({
      operation: z.string().max(100).describe('Id of the dangerous operation'),
      input: z.record(z.string(), z.unknown()).describe('The exact input it shall be called with'),
      reason: z.string().max(1000).optional().describe('Why, for the person who decides'),
      minutes: z.number().int().min(1).max(1440).default(60).describe('Minutes until it expires'),
    }),
    output: approval,
    perMinute: 30,
  }),
  approve: declare({
    summary: 'Allow the call, once',
    http: ['POST', '/:id/approve'],
    permission: 'approvals:write',
    project: { row: 'approval' },
    effect: 'write',
    input: byId,
    output: approval,
  }),
  refuse: declare({
    summary: 'Refuse the call',
    http: ['POST', '/:id/refuse'],
    permission: 'approvals:write',
    project: { row: 'approval' },
    effect: 'write',
    input: byId,
    output: approval,
  }),
})
