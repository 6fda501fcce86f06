import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { knockToAsk } from '../door.ts'
import { beginUse } from '../factors/passkeys.ts'

export const beginPasskey = operation(contract.beginPasskey, async (ctx) => {
  await knockToAsk(ctx)
  const { ceremony, options } = await beginUse(ctx)
  return { ceremony, options: { ...options } }
})
