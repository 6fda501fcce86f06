import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { requireMayGive } from '../read-access.ts'
import { asMail, mailPurpose, readMailServer } from '../mail/mail-server.ts'

const loopback = new Set(['localhost', '127.0.0.1', '::1'])

export const setMail = operation(contract.setMail, async (ctx, input) => {
  const { host, port, security, user, from, signInLinks, password } = input
  // Every link to sign in passes through it: whoever names the server could take any account, so it takes all rights.
  await requireMayGive(ctx, 'owner', [])
  const before = await readMailServer(ctx.query)
  // A password that is known goes to the server it was given for, and to no other that somebody names.
  const isSame = before !== null && before.host === host && before.port === port && before.username === user
  const sealed = password !== undefined ? ctx.vault.seal(mailPurpose, password) : isSame ? before.sealed : null
  if (security === 'none' && sealed !== null && !loopback.has(host))
    throw new Problem(errors.mail_refused, 'Without encryption the password would be read on the way; take tls or starttls.')
  await ctx.query(
    `INSERT INTO identity.mail_server (host, port, security, username, sealed, sender, sign_in_links) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET host = excluded.host, port = excluded.port, security = excluded.security, username = excluded.username,
       sealed = excluded.sealed, sender = excluded.sender, sign_in_links = excluded.sign_in_links, changed_at = now()`,
    [host, port, security, user, user === null ? null : sealed, from, signInLinks],
  )
  await ctx.emit(events.ways_changed, {})
  return { mail: asMail((await readMailServer(ctx.query))!) }
})
