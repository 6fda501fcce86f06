import { randomBytes } from 'node:crypto'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { asWebhook, findWebhook, projectOfWebhook, sealPurpose } from '../webhooks/webhook-row.ts'

export const rotateWebhook = operation(
  contract.rotateWebhook,
  async (ctx, input) => {
    const row = await findWebhook(ctx, input.webhook)
    if (row.options.secretName !== undefined) {
      throw new Problem(errors.webhook_refused, `Its secret is ${row.options.secretName} of the vault; set a new value there.`)
    }
    if (row.sealed === null) throw new Problem(errors.webhook_refused, 'It has no secret that could be changed.')
    const plainSecret = randomBytes(32).toString('base64url')
    await ctx.query('UPDATE automations.webhook SET sealed = $2, former_sealed = $3, former_until = $4 WHERE id = $1', [
      row.id,
      ctx.vault.seal(sealPurpose(row.id), plainSecret),
      input.minutes > 0 ? row.sealed : null,
      input.minutes > 0 ? new Date(ctx.clock.now().getTime() + input.minutes * 60_000) : null,
    ])
    return { ...asWebhook(ctx, await findWebhook(ctx, row.id)), plainSecret }
  },
  projectOfWebhook,
)
