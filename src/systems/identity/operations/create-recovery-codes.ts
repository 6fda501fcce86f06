import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { readFactors, secondFactorsOf } from '../factors/read-factors.ts'
import { replaceRecoveryCodes } from '../factors/recovery-codes.ts'
import { requireSelf } from '../require-person.ts'

export const createRecoveryCodes = operation(contract.createRecoveryCodes, async (ctx) => {
  const person = await requireSelf(ctx)
  const factors = secondFactorsOf(await readFactors(ctx.query, person.id))
  if (factors.length === 0) throw new Problem(errors.factor_not_found, 'Add an authenticator app or a passkey first.')
  await ctx.emit(events.credential_changed, { person: person.id, change: 'recovery-codes' })
  return { codes: await replaceRecoveryCodes(ctx, person.id) }
})
