import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { useCode } from '../factors/use-code.ts'
import { requirePerson } from '../require-person.ts'
import { startSession, type FirstMethod } from '../start-session.ts'
import { hashSecret } from '../token.ts'

export const completeSignIn = operation(contract.completeSignIn, async (ctx, input) => {
  const step = await ctx.query<{ person: string; method: FirstMethod | null }>(
    "SELECT person, method FROM identity.ceremony WHERE token_hash = $1 AND purpose = 'sign-in' AND expires_at > now()",
    [hashSecret(input.token)],
  )
  const id = step.rows[0]?.person
  if (!id) throw new Problem(errors.wrong_step)
  ctx.identify(id)
  const method = await useCode(ctx, id, input.code)
  return ctx.transaction(async (inside) => {
    const finished = await inside.query('DELETE FROM identity.ceremony WHERE token_hash = $1', [hashSecret(input.token)])
    if (finished.rowCount !== 1) throw new Problem(errors.wrong_step)
    const person = await requirePerson(inside, id)
    if (method === 'recovery') await inside.emit(events.credential_changed, { person: id, change: 'recovery-code-used' })
    await startSession(inside, id, [step.rows[0]!.method ?? 'password', method])
    return { person }
  })
})
