import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { knock, noteFailure, noteSuccess } from '../door.ts'
import { errors } from '../errors.ts'
import { enter } from '../first-step.ts'
import { checkPassword } from '../password.ts'

export const signIn = operation(contract.signIn, async (ctx, input) => {
  await knock(ctx, input.email)
  const found = await ctx.query<{ id: string; password_hash: string | null }>(
    'SELECT id, password_hash FROM identity.person WHERE lower(email) = lower($1) AND disabled_at IS NULL',
    [input.email],
  )
  const row = found.rows[0]
  if (row) ctx.identify(row.id)
  const right = await checkPassword(input.password, row?.password_hash ?? null)
  if (!row || !right) {
    await noteFailure(ctx, input.email)
    throw new Problem(errors.wrong_credentials)
  }
  await noteSuccess(ctx, input.email)
  return enter(ctx, row.id, 'password')
})
