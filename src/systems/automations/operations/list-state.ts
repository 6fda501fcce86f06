import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { projectOfScope, readScope } from '../state/scope.ts'
import { asStateValue, stateColumns, type StateRow } from '../state/state-row.ts'

export const listState = operation(
  contract.listState,
  async (ctx, input) => {
    const { name } = await readScope(ctx, input.scope)
    const after = readCursor(input.cursor, ['text'])
    const [order, beyond] = input.sort === 'key' ? ['ASC', '>'] : ['DESC', '<']
    const rows = await ctx.query<StateRow>(
      `SELECT ${stateColumns} FROM automations.state
       WHERE scope = $1 AND (expires_at IS NULL OR expires_at > $2) AND ($3::text IS NULL OR starts_with(key, $3))
         AND ($4::text IS NULL OR key ${beyond} $4)
       ORDER BY key ${order} LIMIT $5`,
      [name, ctx.clock.now(), input.prefix ?? null, after?.[0] ?? null, input.limit + 1],
    )
    const page = pageOf(rows.rows, input.limit, (row) => [row.key])
    return { items: page.items.map(asStateValue), next: page.next }
  },
  projectOfScope,
)
