import { randomBytes } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from '../errors.ts'
import type { Start } from '../language/starts.ts'
import type { WebhookOptions } from './webhook-row.ts'

type WebhookStart = Extract<Start, { kind: 'webhook' }>

/** An address nobody guesses. */
export function newPath(): string {
  return randomBytes(18).toString('base64url')
}

/** Makes the webhooks that are written in the text; those that were made beside it stay as they are. */
export async function syncWebhooks(ctx: Ctx, automation: string): Promise<void> {
  const found = await ctx.query<{ id: string; start: WebhookStart }>(
    `SELECT id, start FROM automations.trigger WHERE automation = $1 AND kind = 'webhook' ORDER BY place`,
    [automation],
  )
  const names = new Set<string>()
  for (const { id, start } of found.rows) {
    const name = uniqueName(start.name ?? start.path ?? 'webhook', names)
    await keepWebhook(ctx, { automation, trigger: id, name, start })
  }
  await ctx.query(`DELETE FROM automations.webhook WHERE automation = $1 AND options ? 'trigger' AND NOT name = ANY ($2)`, [
    automation,
    [...names],
  ])
}

function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted.slice(0, 60)
  for (let count = 2; taken.has(name); count += 1) name = `${wanted.slice(0, 56)}-${count}`
  taken.add(name)
  return name
}

interface Written {
  readonly automation: string
  readonly trigger: string
  readonly name: string
  readonly start: WebhookStart
}

const wellFormed = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/

async function keepWebhook(ctx: Ctx, { automation, trigger, name, start }: Written): Promise<void> {
  const { path, secret, header } = start
  if (path !== undefined && !wellFormed.test(path)) {
    throw new Problem(errors.webhook_refused, `"${path}" cannot be the path of a webhook; use letters, digits, "-" and "_".`)
  }
  const scheme = start.signature === 'hmac-sha256' ? 'hmac' : (start.signature ?? 'none')
  const options: WebhookOptions = {
    trigger,
    ...(header === undefined ? {} : { header }),
    ...(secret === undefined ? {} : { secretName: secret }),
  }
  if (path !== undefined) {
    const taken = await ctx.query('SELECT FROM automations.webhook WHERE path = $1 AND NOT (automation = $2 AND name = $3)', [
      path,
      automation,
      name,
    ])
    if (taken.rowCount !== 0)
      throw new Problem(errors.webhook_refused, `Another webhook has the path "${path}" already; choose another one.`)
  }
  const kept = await ctx.query(
    `INSERT INTO automations.webhook AS known (id, automation, name, path, scheme, options, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (automation, name) DO UPDATE SET scheme = excluded.scheme, options = excluded.options,
       path = CASE WHEN $8 THEN excluded.path ELSE known.path END
     WHERE known.options ? 'trigger'`,
    [ctx.id(), automation, name, path ?? newPath(), scheme, JSON.stringify(options), ctx.actor.name, path !== undefined],
  )
  if (kept.rowCount !== 1)
    throw new Problem(errors.webhook_refused, `There is a webhook "${name}" already; give the one in the text another name.`)
}
