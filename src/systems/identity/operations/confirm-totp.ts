import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { knock, noteFailure, noteSuccess } from '../door.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { replaceRecoveryCodes } from '../factors/recovery-codes.ts'
import { useTotp } from '../factors/totp.ts'
import { requireSelf } from '../require-person.ts'

export const confirmTotp = operation(contract.confirmTotp, async (ctx, input) => {
  const person = await requireSelf(ctx)
  await knock(ctx, person.id)
  const begun = await ctx.query('SELECT 1 FROM identity.totp WHERE person = $1 AND confirmed_at IS NULL', [person.id])
  if (begun.rowCount !== 1) throw new Problem(errors.no_totp_begun)
  if (!(await useTotp(ctx, person.id, input.code, 'new'))) {
    await noteFailure(ctx, person.id)
    throw new Problem(errors.wrong_code)
  }
  await noteSuccess(ctx, person.id)
  return ctx.transaction(async (inside) => {
    await inside.query('UPDATE identity.totp SET confirmed_at = now() WHERE person = $1', [person.id])
    await inside.emit(events.credential_changed, { person: person.id, change: 'totp-added' })
    return { codes: await replaceRecoveryCodes(inside, person.id) }
  })
})
