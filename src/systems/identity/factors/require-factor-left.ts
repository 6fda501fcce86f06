import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from '../errors.ts'
import { readAccess } from '../read-access.ts'
import { readFactors, secondFactorsOf } from './read-factors.ts'

/** After a factor was removed: refuses it when the role needs one, and ends recovery codes that recover nothing. */
export async function requireFactorLeft(ctx: Ctx, person: string): Promise<void> {
  if ((await readAccess(ctx.query, person))?.lacksFactor) throw new Problem(errors.factor_required)
  const left = secondFactorsOf(await readFactors(ctx.query, person))
  if (left.length === 0) await ctx.query('DELETE FROM identity.recovery_code WHERE person = $1', [person])
}
