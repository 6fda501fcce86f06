import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { projectOfScope, readScope } from '../state/scope.ts'

export const deleteState = operation(
  contract.deleteState,
  async (ctx, input) => {
    const { name } = await readScope(ctx, input.scope)
    const gone = await ctx.query('DELETE FROM automations.state WHERE scope = $1 AND key = $2 AND ($3::bigint IS NULL OR version = $3)', [
      name,
      input.key,
      input.ifVersion ?? null,
    ])
    if (gone.rowCount !== 1 && input.ifVersion !== undefined) throw new Problem(errors.state_changed)
    return {}
  },
  projectOfScope,
)
