import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { Webhook } from '../contracts/webhooks.ts'
import { errors } from '../errors.ts'
import { secretOfAutomation } from './granted-secret.ts'

export interface WebhookOptions {
  readonly header?: string
  /** Name in the list "secrets" of the text, where the secret is one of the vault. */
  readonly secretName?: string
  /** Id of the trigger, where the webhook is written in the text. */
  readonly trigger?: string
}

export interface WebhookRow {
  id: string
  automation: string
  automation_name: string
  project: string | null
  disabled_at: Date | null
  name: string
  path: string
  scheme: Webhook['scheme']
  options: WebhookOptions
  sealed: Buffer | null
  former_sealed: Buffer | null
  former_until: Date | null
  created_by: string
  created_at: Date
  last_delivery_at: Date | null
}

export const webhookSelect = `SELECT w.id, w.automation, a.name AS automation_name, a.project, a.disabled_at, w.name, w.path, w.scheme, w.options,
    w.sealed, w.former_sealed, w.former_until, w.created_by, w.created_at,
    (SELECT max(d.at) FROM automations.delivery d WHERE d.webhook = w.id) AS last_delivery_at
  FROM automations.webhook w JOIN automations.automation a ON a.id = w.automation`

export async function findWebhook(ctx: Pick<Ctx, 'query'>, id: string): Promise<WebhookRow> {
  const found = await ctx.query<WebhookRow>(`${webhookSelect} WHERE w.id = $1`, [id])
  const row = found.rows[0]
  if (!row) throw new Problem(errors.webhook_not_found)
  return row
}

/** For `project: { row: 'webhook' }`. */
export async function projectOfWebhook(ctx: Ctx, input: { webhook: string }): Promise<string | null> {
  return (await findWebhook(ctx, input.webhook)).project
}

/** What a secret is sealed for: a row cannot be moved under another webhook. */
export function sealPurpose(id: string): string {
  return `automations.webhook:${id}`
}

/** What a delivery may be signed with now. Only for the check itself. */
export async function secretsOf(ctx: Ctx, row: WebhookRow): Promise<string[]> {
  if (row.options.secretName !== undefined) {
    const value = await secretOfAutomation(ctx, row.automation, row.options.secretName)
    return value === null ? [] : [value]
  }
  const formerHolds = row.former_until !== null && row.former_until > ctx.clock.now()
  return [row.sealed, formerHolds ? row.former_sealed : null].flatMap((sealed) =>
    sealed === null ? [] : [ctx.vault.open(sealPurpose(row.id), sealed)],
  )
}

export function asWebhook(ctx: Pick<Ctx, 'config' | 'clock'>, row: WebhookRow): Webhook {
  const rotated = row.former_until !== null && row.former_until > ctx.clock.now() ? row.former_until : null
  return {
    id: row.id,
    automation: row.automation,
    automationName: row.automation_name,
    name: row.name,
    address: `${ctx.config.publicUrl}/hooks/${row.path}`,
    scheme: row.scheme,
    header: row.options.header ?? null,
    secret: row.options.secretName !== undefined ? 'vault' : row.sealed !== null ? 'own' : 'none',
    byText: row.options.trigger !== undefined,
    rotatedUntil: rotated?.toISOString() ?? null,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    lastDeliveryAt: row.last_delivery_at?.toISOString() ?? null,
  }
}
