import { z } from 'zod'
import { declare, listInput, listOutput, moment, nothing } from '#kernel/contract.ts'

const scope = z
  .string()
  .min(1)
  .max(250)
  .default('global')
  .describe('global, project:<id>, automation:<id or name>; a step may say automation for its own')
const key = z.string().min(1).max(200)
const ofScope = { project: { row: 'scope' } } as const
const run = { permission: 'automations:run', effect: 'write' } as const
const read = { permission: 'automations:read', effect: 'read' } as const
const ifVersion = z.number().int().min(0).optional()

const stateValue = z
  .object({
    scope: z.string(),
    key: z.string(),
    value: z.json(),
    version: z.number().int(),
    expiresAt: moment.nullable(),
    updatedBy: z.string(),
    updatedAt: moment,
  })
  .meta({ id: 'AutomationStateValue', title: 'A value that automations keep' })

export type StateValue = z.output<typeof stateValue>

export const listState = declare({
  summary: 'List values that automations keep',
  http: ['GET', '/state'],
  ...read,
  ...ofScope,
  input: listInput(['key'], { scope, prefix: z.string().max(200).optional() }),
  output: listOutput(stateValue),
})

export const getState = declare({
  summary: 'Read a kept value',
  http: ['GET', '/state/value'],
  ...read,
  ...ofScope,
  input: z.object({ scope, key }),
  output: z.object({ found: stateValue.nullable() }),
})

export const setState = declare({
  summary: 'Keep a value; with a version only if nobody changed it',
  http: ['PUT', '/state/value'],
  ...run,
  ...ofScope,
  input: z.object({
    scope,
    key,
    value: z.json(),
    ifVersion: ifVersion.describe('The version that is to be replaced; 0: only if there is none'),
    expiresInSeconds: z.number().int().min(1).max(315_360_000).optional().describe('Forgotten after so long'),
  }),
  output: stateValue,
})

export const deleteState = declare({
  summary: 'Delete a kept value',
  http: ['DELETE', '/state/value'],
  ...run,
  ...ofScope,
  input: z.object({ scope, key, ifVersion: ifVersion.describe('Only if this is still its version') }),
  output: nothing,
})
