import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { checkPassword } from '../password.ts'
import { startSession } from '../start-session.ts'

export const signIn = operation(contract.signIn, async (ctx, input) => {
  const found = await ctx.query<{ id: string; name: string; email: string; password_hash: string | null }>(
    'SELECT id, name, email, password_hash FROM identity.person WHERE lower(email) = lower($1) AND disabled_at IS NULL',
    [input.email],
  )
  const row = found.rows[0]
  const right = await checkPassword(input.password, row?.password_hash ?? null)
  if (!row || !right) throw new Problem(errors.wrong_credentials)
  await startSession(ctx, row.id, ['password'])
  return { person: { id: row.id, name: row.name, email: row.email } }
})
