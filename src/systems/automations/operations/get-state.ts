import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { projectOfScope, readScope } from '../state/scope.ts'
import { asStateValue, stateColumns, type StateRow } from '../state/state-row.ts'

export const getState = operation(
  contract.getState,
  async (ctx, input) => {
    const { name } = await readScope(ctx, input.scope)
    const found = await ctx.query<StateRow>(
      `SELECT ${stateColumns} FROM automations.state WHERE scope = $1 AND key = $2 AND (expires_at IS NULL OR expires_at > $3)`,
      [name, input.key, ctx.clock.now()],
    )
    const row = found.rows[0]
    return { found: row ? asStateValue(row) : null }
  },
  projectOfScope,
)
