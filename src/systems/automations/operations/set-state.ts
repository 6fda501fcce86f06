import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { projectOfScope, readScope } from '../state/scope.ts'
import { asStateValue, stateColumns, type StateRow } from '../state/state-row.ts'

const mostBytes = 65_536
const mostKeys = 5000

export const setState = operation(
  contract.setState,
  async (ctx, input) => {
    const value = JSON.stringify(input.value)
    if (Buffer.byteLength(value) > mostBytes) throw new Problem(errors.state_too_large, `A value has at most ${mostBytes} bytes as JSON.`)
    const { name } = await readScope(ctx, input.scope)
    const now = ctx.clock.now()
    // One writer of a key at a time, also of one that is not there yet: that is what makes compare-and-set true.
    await ctx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`automations.state ${name} ${input.key}`])
    await ctx.query('DELETE FROM automations.state WHERE scope = $1 AND key = $2 AND expires_at <= $3', [name, input.key, now])
    const present = await ctx.query<StateRow>(`SELECT ${stateColumns} FROM automations.state WHERE scope = $1 AND key = $2`, [
      name,
      input.key,
    ])
    const current = present.rows[0]
    if (input.ifVersion !== undefined && input.ifVersion !== Number(current?.version ?? 0)) {
      throw new Problem(errors.state_changed, undefined, { current: current ? asStateValue(current) : null })
    }
    if (!current) await requireRoom(ctx, name)
    const expires = input.expiresInSeconds === undefined ? null : new Date(now.getTime() + input.expiresInSeconds * 1000)
    const kept = await ctx.query<StateRow>(
      `INSERT INTO automations.state AS known (scope, key, value, expires_at, updated_by, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (scope, key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at, version = known.version + 1,
         updated_by = excluded.updated_by, updated_at = excluded.updated_at
       RETURNING ${stateColumns}`,
      [name, input.key, value, expires, ctx.actor.name, now],
    )
    return asStateValue(kept.rows[0]!)
  },
  projectOfScope,
)

async function requireRoom(ctx: Ctx, scope: string): Promise<void> {
  const counted = await ctx.query('SELECT FROM automations.state WHERE scope = $1 LIMIT $2', [scope, mostKeys])
  if (counted.rowCount === mostKeys) throw new Problem(errors.state_too_large, `A scope has at most ${mostKeys} keys; delete some first.`)
}
