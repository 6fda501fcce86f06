import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { beginRegistration } from '../factors/passkeys.ts'
import { requireSelf } from '../require-person.ts'

export const beginPasskeyRegistration = operation(contract.beginPasskeyRegistration, async (ctx) => {
  const { ceremony, options } = await beginRegistration(ctx, await requireSelf(ctx))
  return { ceremony, options: { ...options } }
})
