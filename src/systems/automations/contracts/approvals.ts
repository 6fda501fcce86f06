import { z } from 'zod'
import { declare, listInput, listOutput, moment } from '#kernel/contract.ts'

const decision = z.enum(['approved', 'rejected'])
const state = z.enum(['open', 'approved', 'rejected', 'expired', 'withdrawn'])

const approval = z
  .object({
    id: z.uuid(),
    run: z.uuid(),
    runNumber: z.number().int(),
    automation: z.uuid(),
    automationName: z.string(),
    step: z.string(),
    message: z.string().nullable(),
    people: z.array(z.string()).describe('Names, e-mail addresses, or role:admin'),
    quorum: z.number().int().describe('How many have to approve; one who rejects decides'),
    state,
    mine: z.boolean().describe('Whether you may answer now'),
    answers: z.array(z.object({ name: z.string(), decision, comment: z.string().nullable(), at: moment })),
    expiresAt: moment.nullable(),
    escalateAt: moment.nullable().describe('When others are asked too'),
    escalatedAt: moment.nullable(),
    createdAt: moment,
    decidedAt: moment.nullable(),
  })
  .meta({ id: 'AutomationApproval', title: 'A decision that a step waits for' })

export type StepApproval = z.output<typeof approval>

export const listApprovals = declare({
  summary: 'List decisions that steps wait for',
  http: ['GET', '/approvals'],
  permission: 'automations:read',
  effect: 'read',
  project: 'filter',
  input: listInput(['-createdAt'], {
    state: state.optional(),
    mine: z.boolean().optional().describe('Only those that you may answer now'),
    run: z.uuid().optional(),
  }),
  output: listOutput(approval),
})

export const getApproval = declare({
  summary: 'Show a decision that a step waits for',
  http: ['GET', '/approvals/:approval'],
  permission: 'automations:read',
  effect: 'read',
  project: { row: 'approval' },
  input: z.object({ approval: z.uuid().describe('Id of the approval') }),
  output: approval,
})

export const answerApproval = declare({
  summary: 'Approve or reject what a step asks',
  description: 'Only people who were asked may answer, once each. Agents and keys may not.',
  http: ['POST', '/approvals/:approval/answer'],
  permission: 'automations:approve',
  effect: 'write',
  project: { row: 'approval' },
  input: z.object({
    approval: z.uuid().describe('Id of the approval'),
    decision,
    comment: z.string().max(2000).optional(),
  }),
  output: approval,
})
