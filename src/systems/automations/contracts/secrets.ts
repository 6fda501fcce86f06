import { z } from 'zod'
import { declare, moment, nothing } from '#kernel/contract.ts'

const byName = z.object({ automation: z.string().min(1).max(200).describe('Id or name of the automation') })
const name = z.string().min(1).max(100).describe('The name in the list "secrets" of the text')
const ofAutomation = { project: { row: 'automation' } } as const

const grant = z
  .object({
    name: z.string(),
    secret: z.string().describe('Name of the secret in the vault'),
    steps: z.array(z.string()).nullable().describe('Ids of the steps that see it; null for all'),
    grantedBy: z.string(),
    grantedAt: moment,
    known: z.boolean().describe('Whether the vault has that secret'),
  })
  .meta({ id: 'AutomationGrant', title: 'A secret that an automation may use' })

export type Grant = z.output<typeof grant>

export const listGrants = declare({
  summary: 'List the secrets that an automation may use',
  http: ['GET', '/:automation/secrets'],
  permission: 'automations:read',
  effect: 'read',
  ...ofAutomation,
  input: byName,
  output: z.object({ items: z.array(grant), missing: z.array(z.string()).describe('Names of the text that stand for nothing yet') }),
})

export const grantSecret = declare({
  summary: 'Let an automation use a secret of the vault under a name',
  http: ['PUT', '/:automation/secrets/:name'],
  permission: 'settings:write',
  effect: 'write',
  ...ofAutomation,
  input: byName.extend({
    name,
    secret: z.string().min(1).max(100).describe('Name of the secret in the vault'),
    steps: z.array(z.string().min(1).max(100)).min(1).max(200).nullable().default(null).describe('Only these steps; all without it'),
  }),
  output: grant,
})

export const revokeSecret = declare({
  summary: 'Take a secret away from an automation',
  http: ['DELETE', '/:automation/secrets/:name'],
  permission: 'automations:write',
  effect: 'write',
  ...ofAutomation,
  input: byName.extend({ name }),
  output: nothing,
})
