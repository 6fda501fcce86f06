import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { profileColumns, type ProfileRow } from '../profile-row.ts'
import { sendLink } from '../workflows.ts'
import { limitLetters } from './limit-letters.ts'
import { readMailServer } from './mail-server.ts'

interface Person {
  readonly id: string
  readonly email: string
}

/** Nobody knows yet that the address is theirs: a letter to it says how it becomes so, one to the old address that somebody asked. */
export async function askForAddress(ctx: Ctx, person: Person, email: string): Promise<void> {
  await requireFree(ctx, person.id, email)
  await limitLetters(ctx, email)
  await takeBack(ctx, person.id)
  await send(ctx, { person: person.id, purpose: 'email-change', email })
  await send(ctx, { person: person.id, purpose: 'email-asked', email: person.email })
  await ctx.emit(events.credential_changed, { person: person.id, change: 'email-asked' })
}

/** From now on they sign in with it. The old address hears of it where letters are sent. */
export async function takeAddress(ctx: Ctx, person: Person, email: string): Promise<ProfileRow> {
  await requireFree(ctx, person.id, email)
  // What lies in the old mailbox opens nothing any more, and no other change waits.
  await ctx.query("DELETE FROM identity.ceremony WHERE person = $1 AND purpose IN ('sign-in-link', 'password-link', 'email-change')", [
    person.id,
  ])
  const after = await ctx.query<ProfileRow>(`UPDATE identity.person SET email = $2 WHERE id = $1 RETURNING ${profileColumns}`, [
    person.id,
    email,
  ])
  if (await readMailServer(ctx.query)) await send(ctx, { person: person.id, purpose: 'email-changed', email: person.email })
  await ctx.emit(events.credential_changed, { person: person.id, change: 'email' })
  return after.rows[0]!
}

/** A change that waits for its link is not wanted any more. */
export async function takeBack(ctx: Ctx, person: string): Promise<void> {
  await ctx.query("DELETE FROM identity.ceremony WHERE person = $1 AND purpose IN ('email-change', 'email-asked')", [person])
}

async function requireFree(ctx: Ctx, person: string, email: string): Promise<void> {
  const other = await ctx.query('SELECT 1 FROM identity.person WHERE lower(email) = lower($2) AND id <> $1', [person, email])
  if (other.rowCount) throw new Problem(errors.already_member, 'Somebody else signs in with this e-mail address.')
}

interface Note extends Pick<Person, 'email'> {
  readonly person: string
  readonly purpose: 'email-change' | 'email-asked' | 'email-changed'
}

async function send(ctx: Ctx, { person, purpose, email }: Note): Promise<void> {
  const ceremony = ctx.id()
  await ctx.query(
    "INSERT INTO identity.ceremony (id, purpose, person, email, expires_at) VALUES ($1, $2, $3, $4, now() + interval '1 hour')",
    [ceremony, purpose, person, email],
  )
  await ctx.start(sendLink, { ceremony })
}
