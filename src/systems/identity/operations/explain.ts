import { may } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { readAccess } from '../read-access.ts'
import { permissionsOf } from '../roles.ts'
import { judge, type Holder } from '../verdict.ts'

export const explain = operation(contract.explain, async (ctx, input) => {
  const declared = ctx.operations.get(input.operation)?.declaration
  if (!declared) throw new Problem(errors.operation_not_found, `There is no operation ${input.operation}.`)
  const person = input.person ?? ctx.actor.person
  if (!person) throw new Problem(errors.person_not_found, 'Name the person to explain it for.')
  if (person !== ctx.actor.person && !may(ctx.actor, 'identity:read')) {
    throw new Problem(kernelErrors.forbidden, 'This needs the right identity:read, as it is about somebody else.')
  }
  const holder = await readHolder(ctx, person, input.key)
  return judge(holder, declared, input.project ?? null, permissionsOf(ctx.operations))
})

async function readHolder(ctx: Ctx, person: string, key: string | undefined): Promise<Holder> {
  const access = await readAccess(ctx.query, person)
  if (!access) throw new Problem(errors.person_not_found)
  if (key === undefined) return { ...access, key: null }
  const found = await ctx.query<{ name: string; permissions: string[]; projects: string[] | null; ended: boolean }>(
    `SELECT name, permissions, projects, revoked_at IS NOT NULL OR coalesce(expires_at < now(), false) AS ended
     FROM identity.api_key WHERE id = $1 AND person = $2`,
    [key, person],
  )
  if (!found.rows[0]) throw new Problem(errors.key_not_found)
  return { ...access, key: found.rows[0] }
}
