import type { Ctx } from '#kernel/context.ts'
import type { InputOf, OutputOf } from '#kernel/contract.ts'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { knockAddress } from '../door.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { requireStrongPassword } from '../password-strength.ts'
import { hashPassword } from '../password.ts'
import { startSession } from '../start-session.ts'
import { hashSecret } from '../token.ts'

export const setUp = operation(contract.setUp, async (ctx, input) => {
  await knockAddress(ctx)
  await requireStrongPassword(input.password, [input.name, input.email])
  const hash = await hashPassword(input.password)
  return ctx.transaction((inside) => createOwner(inside, input, hash))
})

async function createOwner(ctx: Ctx, input: InputOf<typeof contract.setUp>, hash: string): Promise<OutputOf<typeof contract.setUp>> {
  // The row lock makes two people with the same link take turns; the second one finds an owner.
  const used = await ctx.query('DELETE FROM identity.set_up_token WHERE token_hash = $1', [hashSecret(input.token)])
  const owner = await ctx.query('SELECT 1 FROM identity.person LIMIT 1')
  if (owner.rowCount) throw new Problem(errors.already_set_up)
  if (used.rowCount !== 1) throw new Problem(errors.wrong_set_up_link)
  const person = { id: ctx.id(), name: input.name, email: input.email }
  await ctx.query("INSERT INTO identity.person (id, name, email, password_hash, role) VALUES ($1, $2, $3, $4, 'owner')", [
    person.id,
    person.name,
    person.email,
    hash,
  ])
  await ctx.emit(events.set_up, { person: person.id })
  await startSession(ctx, person.id, ['password'])
  return { person }
}
