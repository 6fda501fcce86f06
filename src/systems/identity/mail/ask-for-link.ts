import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from '../errors.ts'
import { knockAddress } from '../door.ts'
import { sendLink } from '../workflows.ts'
import { limitLetters } from './limit-letters.ts'
import { readMailServer } from './mail-server.ts'

/** A link that signs in is a code by another channel, which OWASP gives ten minutes (ASVS 6.5.5); one for a password needs more proof. */
const linkMinutes = { 'sign-in-link': 10, 'password-link': 15 } as const

interface Asked {
  readonly purpose: 'sign-in-link' | 'password-link'
  readonly email: string
  readonly browser: Buffer | null
  readonly returnTo: string | null
}

/**
 * Takes the wish down and leaves the letter to a run. An address without an account makes the same rows and starts
 * the same run, which then finds nobody: neither the answer nor its time tells who is known.
 */
export async function askForLink(ctx: Ctx, { purpose, email, browser, returnTo }: Asked): Promise<void> {
  await knockAddress(ctx)
  const server = await readMailServer(ctx.query)
  if (!server || (purpose === 'sign-in-link' && !server.sign_in_links)) throw new Problem(errors.mail_not_set)
  await limitLetters(ctx, email)
  await ctx.transaction(async (inside) => {
    const found = await inside.query<{ id: string }>(
      'SELECT id FROM identity.person WHERE lower(email) = lower($1) AND disabled_at IS NULL',
      [email],
    )
    const person = found.rows[0]?.id ?? null
    if (person !== null) inside.identify(person)
    const ceremony = inside.id()
    await inside.query('DELETE FROM identity.ceremony WHERE expires_at < now()')
    await inside.query(
      `INSERT INTO identity.ceremony (id, purpose, person, browser_hash, return_to, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + interval '${linkMinutes[purpose]} minutes')`,
      [ceremony, purpose, person, browser, returnTo],
    )
    await inside.start(sendLink, { ceremony })
  })
}
