import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { defineWorkflow } from '#kernel/workflow.ts'
import { events } from './events.ts'
import { letterFor, type LetterPurpose } from './mail/letters.ts'
import { sendLetter } from './mail/send-letter.ts'
import { hashSecret } from './token.ts'

/**
 * Sends the letter of a ceremony, if there is somebody. The link's secret is made where it is sent and kept
 * as a hash only; a try that did not get through makes another one, and the one before is worth nothing.
 */
export const sendLink = defineWorkflow({
  name: 'identity.sendLink',
  summary: 'Send a link by e-mail',
  input: z.object({ ceremony: z.uuid() }),
  queue: 'interactive',
  run: (workflow, { ceremony }) =>
    workflow.step('send', (step) => send(step.ctx, ceremony, step.key), { retries: 4, intervalMilliseconds: 2000, backoff: 3 }),
})

interface Row {
  purpose: LetterPurpose
  person: string
  name: string
  /** Where the letter goes: the person's address, unless the ceremony is about another one. */
  to: string
  present: string
  wanted: string | null
}

async function send(ctx: Ctx, ceremony: string, key: string): Promise<null> {
  const secret = randomBytes(32).toString('base64url')
  const found = await ctx.query<Row>(
    `UPDATE identity.ceremony c SET token_hash = $2 FROM identity.person p
     WHERE c.id = $1 AND c.expires_at > now() AND p.id = c.person AND p.disabled_at IS NULL
     RETURNING c.purpose, c.person, p.name, coalesce(c.email, p.email) AS to, p.email AS present,
       (SELECT w.email FROM identity.ceremony w WHERE w.person = p.id AND w.purpose = 'email-change') AS wanted`,
    [ceremony, hashSecret(secret)],
  )
  const row = found.rows[0]
  if (!row) return null
  const { publicUrl } = ctx.config
  const { hostname, host } = new URL(publicUrl)
  const letter = letterFor(row.purpose, { ...row, address: row.wanted ?? row.present, root: publicUrl, site: host, secret })
  await sendLetter(ctx, { ...letter, messageId: `<${key.replaceAll(/[^\w-]/g, '.')}@${hostname}>` })
  if (row.purpose === 'password-link')
    await ctx.transaction((inside) => inside.emit(events.credential_changed, { person: row.person, change: 'password-link' }))
  return null
}
