import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { asProfile, profileColumns, type ProfileRow } from '../profile-row.ts'
import { requireSelf } from '../require-person.ts'

export const changeEmail = operation(contract.changeEmail, async (ctx, input) => {
  const { id } = await requireSelf(ctx)
  const after = await ctx.query<ProfileRow>(
    `UPDATE identity.person SET email = $2 WHERE id = $1
       AND NOT EXISTS (SELECT 1 FROM identity.person WHERE lower(email) = lower($2) AND id <> $1) RETURNING ${profileColumns}`,
    [id, input.email],
  )
  const row = after.rows[0]
  if (!row) throw new Problem(errors.already_member, 'Somebody else signs in with this e-mail address.')
  // What lies in the old mailbox opens nothing any more.
  await ctx.query("DELETE FROM identity.ceremony WHERE person = $1 AND purpose IN ('sign-in-link', 'password-link')", [id])
  await ctx.emit(events.credential_changed, { person: id, change: 'email' })
  return asProfile(row)
})
