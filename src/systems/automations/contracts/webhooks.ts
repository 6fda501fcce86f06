import { z } from 'zod'
import { declare, listInput, listOutput, moment, nothing } from '#kernel/contract.ts'

const named = z.string().min(1).max(200).describe('Id or name of the automation')
const ofWebhook = { project: { row: 'webhook' } } as const
const write = { permission: 'automations:write', effect: 'write' } as const
const byWebhook = z.object({ webhook: z.uuid().describe('Id of the webhook') })

export const scheme = z.enum(['github', 'stripe', 'hmac', 'none'])

const webhook = z
  .object({
    id: z.uuid(),
    automation: z.uuid(),
    automationName: z.string(),
    name: z.string(),
    address: z.string().describe('Where deliveries are sent to'),
    scheme: scheme.describe('How a delivery proves where it comes from'),
    header: z.string().nullable().describe('The header with the signature or the token, where it is no standard one'),
    secret: z.enum(['own', 'vault', 'none']).describe('Where its secret is kept'),
    byText: z.boolean().describe('Written in the text of the automation, and changed there'),
    rotatedUntil: moment.nullable().describe('Until when the secret before this one holds too'),
    createdBy: z.string(),
    createdAt: moment,
    lastDeliveryAt: moment.nullable(),
  })
  .meta({ id: 'AutomationWebhook', title: 'An address that starts an automation' })

export type Webhook = z.output<typeof webhook>

export const outcome = z.enum(['started', 'ignored', 'refused', 'duplicate', 'failed'])

const delivery = z
  .object({
    id: z.uuid(),
    webhook: z.uuid(),
    delivery: z.string().nullable().describe('How the sender tells it from others; taken once'),
    outcome,
    reason: z.string().nullable(),
    headers: z.record(z.string(), z.string()).describe('Without those that prove who sent it'),
    body: z.string(),
    run: z.uuid().nullable(),
    replayOf: z.uuid().nullable(),
    at: moment,
  })
  .meta({ id: 'AutomationDelivery', title: 'What came to a webhook' })

export type Delivery = z.output<typeof delivery>

export const listWebhooks = declare({
  summary: 'List the addresses that start automations',
  http: ['GET', '/webhooks'],
  permission: 'automations:read',
  effect: 'read',
  project: 'filter',
  input: listInput(['name'], { automation: named.optional() }),
  output: listOutput(webhook),
})

export const createWebhook = declare({
  summary: 'Make an address that starts an automation',
  description: 'The answer holds the secret, this once. Without a signature a token can be asked for in a header; name the header then.',
  http: ['POST', '/webhooks'],
  ...write,
  project: { row: 'automation' },
  input: z.object({
    automation: named,
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'A name is small letters, digits and hyphens'),
    scheme,
    header: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,100}$/, 'That is no name of a header')
      .optional()
      .describe('Header with the signature of "hmac" (x-signature-256 without it), or with the token of "none"'),
  }),
  output: webhook.extend({ plainSecret: z.string().nullable() }),
  once: true,
})

export const rotateWebhook = declare({
  summary: 'Give a webhook a new secret; the old one holds a while',
  http: ['POST', '/webhooks/:webhook/rotate'],
  ...write,
  ...ofWebhook,
  input: byWebhook.extend({ minutes: z.number().int().min(0).max(10_080).default(60).describe('How long the old one holds') }),
  output: webhook.extend({ plainSecret: z.string() }),
  once: true,
})

export const removeWebhook = declare({
  summary: 'Delete a webhook with its deliveries',
  http: ['DELETE', '/webhooks/:webhook'],
  permission: 'automations:write',
  effect: 'danger',
  ...ofWebhook,
  input: byWebhook,
  output: nothing,
})

export const listDeliveries = declare({
  summary: 'List what came to a webhook, the newest first',
  http: ['GET', '/webhooks/:webhook/deliveries'],
  permission: 'automations:read',
  effect: 'read',
  ...ofWebhook,
  input: listInput(['-at'], { webhook: z.uuid(), outcome: outcome.optional() }),
  output: listOutput(delivery),
})

export const replayDelivery = declare({
  summary: 'Handle a delivery once more',
  http: ['POST', '/deliveries/:delivery/replay'],
  permission: 'automations:run',
  effect: 'write',
  project: { row: 'delivery' },
  input: z.object({ delivery: z.uuid().describe('Id of the delivery') }),
  output: delivery,
})
