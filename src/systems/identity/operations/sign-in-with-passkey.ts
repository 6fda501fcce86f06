import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { knockAddress, noteSuccess } from '../door.ts'
import { finishUse } from '../factors/passkeys.ts'
import { requirePerson } from '../require-person.ts'
import { startSession } from '../start-session.ts'

export const signInWithPasskey = operation(contract.signInWithPasskey, async (ctx, input) => {
  await knockAddress(ctx)
  const id = await finishUse(ctx, input)
  await noteSuccess(ctx, id)
  return ctx.transaction(async (inside) => {
    const person = await requirePerson(inside, id)
    await startSession(inside, id, ['passkey'])
    return { person }
  })
})
