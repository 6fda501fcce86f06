import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { knockAddress } from '../door.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { readFactors, secondFactorsOf } from '../factors/read-factors.ts'
import { useCode } from '../factors/use-code.ts'
import { requireStrongPassword } from '../password-strength.ts'
import { hashPassword } from '../password.ts'
import { requirePerson } from '../require-person.ts'
import { endSessions } from '../start-session.ts'
import { hashSecret } from '../token.ts'

/** Whoever has a second factor shows it here too: a link alone is one factor. It signs nobody in. */
export const resetPassword = operation(contract.resetPassword, async (ctx, input) => {
  await knockAddress(ctx)
  const found = await ctx.query<{ person: string }>(
    "SELECT person FROM identity.ceremony WHERE token_hash = $1 AND purpose = 'password-link' AND expires_at > now()",
    [hashSecret(input.token)],
  )
  if (!found.rows[0]) throw new Problem(errors.wrong_password_link)
  const person = await requirePerson(ctx, found.rows[0].person)
  ctx.identify(person.id)
  await requireStrongPassword(input.password, [person.name, person.email])
  const factors = secondFactorsOf(await readFactors(ctx.query, person.id))
  if (factors.length > 0) {
    if (input.code === undefined)
      throw new Problem(errors.wrong_code, 'Give a code of your authenticator app or a recovery code too.', { factors })
    await useCode(ctx, person.id, input.code)
  }
  const hash = await hashPassword(input.password)
  return ctx.transaction(async (inside) => {
    const used = await inside.query('DELETE FROM identity.ceremony WHERE token_hash = $1', [hashSecret(input.token)])
    if (used.rowCount !== 1) throw new Problem(errors.wrong_password_link)
    await inside.query('UPDATE identity.person SET password_hash = $2 WHERE id = $1', [person.id, hash])
    await inside.query("DELETE FROM identity.ceremony WHERE person = $1 AND purpose = 'password-link'", [person.id])
    await inside.emit(events.credential_changed, { person: person.id, change: 'password' })
    await endSessions(inside, person.id, null)
    return {}
  })
})
