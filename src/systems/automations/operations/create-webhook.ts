import { randomBytes } from 'node:crypto'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { newPath } from '../webhooks/sync-webhooks.ts'
import { asWebhook, findWebhook, sealPurpose } from '../webhooks/webhook-row.ts'

export const createWebhook = operation(
  contract.createWebhook,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    const id = ctx.id()
    const signed = input.scheme !== 'none' || input.header !== undefined
    const plainSecret = signed ? randomBytes(32).toString('base64url') : null
    const made = await ctx.query(
      `INSERT INTO automations.webhook (id, automation, name, path, scheme, options, sealed, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (automation, name) DO NOTHING`,
      [
        id,
        row.id,
        input.name,
        newPath(),
        input.scheme,
        JSON.stringify(input.header === undefined ? {} : { header: input.header }),
        plainSecret && ctx.vault.seal(sealPurpose(id), plainSecret),
        ctx.actor.name,
      ],
    )
    if (made.rowCount !== 1) throw new Problem(errors.webhook_refused, `${row.name} has a webhook "${input.name}" already.`)
    await ctx.emit(events.changed, { automation: row.id }, row.project)
    return { ...asWebhook(ctx, await findWebhook(ctx, id)), plainSecret }
  },
  projectOfAutomation,
)
