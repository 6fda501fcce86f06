import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { finishRegistration } from '../factors/passkeys.ts'
import { readFactors } from '../factors/read-factors.ts'
import { replaceRecoveryCodes } from '../factors/recovery-codes.ts'
import { requireSelf } from '../require-person.ts'

export const addPasskey = operation(contract.addPasskey, async (ctx, input) => {
  const person = await requireSelf(ctx)
  const id = await finishRegistration(ctx, person, input)
  return ctx.transaction(async (inside) => {
    const { recoveryCodes } = await readFactors(inside.query, person.id)
    const codes = recoveryCodes > 0 ? [] : await replaceRecoveryCodes(inside, person.id)
    await inside.emit(events.credential_changed, { person: person.id, change: 'passkey-added' })
    return { id, codes }
  })
})
