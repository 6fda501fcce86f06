import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { requireStrongPassword } from '../password-strength.ts'
import { hashPassword } from '../password.ts'
import { requireOwnPassword } from '../require-own-password.ts'
import { requireSelf } from '../require-person.ts'
import { endSessions } from '../start-session.ts'

export const changePassword = operation(contract.changePassword, async (ctx, input) => {
  const person = await requireSelf(ctx)
  await requireOwnPassword(ctx, person.id, input.current)
  await requireStrongPassword(input.password, [person.name, person.email])
  const hash = await hashPassword(input.password)
  return ctx.transaction(async (inside) => {
    await inside.query('UPDATE identity.person SET password_hash = $2 WHERE id = $1', [person.id, hash])
    await inside.query("DELETE FROM identity.ceremony WHERE person = $1 AND purpose = 'password-link'", [person.id])
    await inside.emit(events.credential_changed, { person: person.id, change: 'password' })
    return { ended: await endSessions(inside, person.id, ctx.actor.id) }
  })
})
