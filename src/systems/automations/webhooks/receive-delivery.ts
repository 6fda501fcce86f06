import { createHash } from 'node:crypto'
import { program } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import type { RawRoute } from '#kernel/system.ts'
import { deliveryKey, keptHeaders, type Received } from './delivery-event.ts'
import { handleDelivery, type Handled } from './handle-delivery.ts'
import { signatureProblem } from './signature.ts'
import { secretsOf, webhookSelect, type WebhookRow } from './webhook-row.ts'

const largestBody = 5 * 1024 * 1024
/** Refused deliveries that are kept of one webhook within a minute: enough to see what is wrong, too few to fill a disk. */
const mostRefused = 60

/** Where deliveries come in. The answer says what became of one, and never why a signature was refused. */
export const webhookRoutes: readonly RawRoute[] = [
  {
    // Whoever opens the address in a browser reads what it is for, instead of getting a page of the web app.
    method: 'ALL',
    path: '/hooks/:path',
    bodyLimit: largestBody,
    async handle(request, { kernel }) {
      if (request.method !== 'POST') return answer(405, onlyPost, { allow: 'POST' })
      const path = decodeURIComponent(new URL(request.url).pathname.split('/').at(-1)!)
      const received = { headers: request.headers, body: Buffer.from(await request.arrayBuffer()) }
      const handled = await receiveDelivery(kernel.context(program), path, received)
      if (handled === null) return answer(404, { outcome: 'unknown', reason: 'There is no webhook at this address.' })
      if (handled.outcome === 'refused') return answer(401, { outcome: 'refused', reason: 'This webhook does not take the delivery.' })
      return answer(statusOf[handled.outcome], { outcome: handled.outcome, run: handled.run })
    },
  },
]

const statusOf = { started: 202, ignored: 202, duplicate: 200, failed: 422 } as const

const onlyPost = { outcome: 'refused', reason: 'This is the address of a webhook: send the delivery with POST.' }

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}

/** Null when nothing has that address. What came is kept with what became of it, in one transaction with the run. */
export async function receiveDelivery(outside: Ctx, path: string, received: Received): Promise<Handled | null> {
  const found = await outside.query<WebhookRow>(
    `${webhookSelect} WHERE w.path = $1`,
    [path.replaceAll('\0', '')],
    'automations.webhook-by-path',
  )
  const webhook = found.rows[0]
  if (!webhook) return null
  const { scheme, options } = webhook
  const header = options.header ?? null
  const secrets = await secretsOf(outside, webhook)
  const problem =
    options.secretName !== undefined && secrets.length === 0
      ? `The secret ${options.secretName} was not granted, or is not in the vault.`
      : signatureProblem({ scheme, header, secrets, now: outside.clock.now(), ...received })
  return outside.transaction(async (ctx) => {
    if (problem !== null) return refuse(ctx, webhook, { received, problem })
    const key = deliveryKey(received, scheme, () => `sha256:${createHash('sha256').update(received.body).digest('hex')}`)
    const id = ctx.id()
    const handled = (await isKnown(ctx, webhook, key)) ? duplicate : await handleDelivery(ctx, webhook, { ...received, id })
    await keepDelivery(ctx, { id, webhook, key, received, handled })
    return handled
  })
}

const duplicate: Handled = { outcome: 'duplicate', reason: 'This delivery came before.', run: null }

/** Two copies at once take turns; the second finds the first. */
async function isKnown(ctx: Ctx, { id }: WebhookRow, key: string | null): Promise<boolean> {
  if (key === null) return false
  await ctx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`automations.delivery ${id} ${key}`])
  const known = await ctx.query(
    `SELECT FROM automations.delivery WHERE webhook = $1 AND delivery = $2 AND outcome IN ('started', 'ignored') LIMIT 1`,
    [id, key],
  )
  return known.rowCount === 1
}

async function refuse(ctx: Ctx, webhook: WebhookRow, { received, problem }: { received: Received; problem: string }): Promise<Handled> {
  const handled: Handled = { outcome: 'refused', reason: problem, run: null }
  const recent = await ctx.query(
    `SELECT FROM automations.delivery WHERE webhook = $1 AND outcome = 'refused' AND at > $2 LIMIT ${mostRefused}`,
    [webhook.id, new Date(ctx.clock.now().getTime() - 60_000)],
  )
  if (recent.rowCount === mostRefused) return handled
  // What strangers send is not kept: only that they did.
  await keepDelivery(ctx, { id: ctx.id(), webhook, key: null, received: { ...received, body: Buffer.alloc(0) }, handled })
  return handled
}

interface NewDelivery {
  readonly id: string
  readonly webhook: WebhookRow
  readonly key: string | null
  readonly received: Received
  readonly handled: Handled
}

async function keepDelivery(ctx: Ctx, { id, webhook, key, received, handled }: NewDelivery): Promise<void> {
  const headers = toJson(keptHeaders(received.headers, webhook.options.header ?? null))
  await ctx.query(
    'INSERT INTO automations.delivery (id, webhook, delivery, outcome, reason, headers, body, run, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [id, webhook.id, key, handled.outcome, handled.reason, headers, received.body, handled.run, ctx.clock.now()],
    'automations.delivery',
  )
}
