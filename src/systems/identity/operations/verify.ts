import type { Ctx } from '#kernel/context.ts'
import type { InputOf } from '#kernel/contract.ts'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { finishUse } from '../factors/passkeys.ts'
import { readFactors, secondFactorsOf } from '../factors/read-factors.ts'
import { useCode } from '../factors/use-code.ts'
import { requireSelf } from '../require-person.ts'
import { renewSession, type Method } from '../start-session.ts'
import { requireOwnPassword } from '../require-own-password.ts'

export const verify = operation(contract.verify, async (ctx, input) => {
  const person = await requireSelf(ctx)
  const methods = await prove(ctx, person.id, input)
  await ctx.transaction((inside) => renewSession(inside, methods))
  return {}
})

/** As strong as signing in: a passkey, or the password and, where there is a second factor, a code. */
async function prove(ctx: Ctx, person: string, input: InputOf<typeof contract.verify>): Promise<Method[]> {
  if (input.passkey) {
    if ((await finishUse(ctx, input.passkey)) !== person) throw new Problem(errors.passkey_refused, 'This is somebody else’s passkey.')
    return ['passkey']
  }
  await requireOwnPassword(ctx, person, input.password ?? '')
  const factors = secondFactorsOf(await readFactors(ctx.query, person))
  if (factors.length === 0) return ['password']
  if (input.code === undefined)
    throw new Problem(errors.wrong_code, `Give a code too, or show a passkey: ${factors.join(', ')}.`, { factors })
  return ['password', await useCode(ctx, person, input.code)]
}
