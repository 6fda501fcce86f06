import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { asSetting, type SettingRow } from '../row.ts'

export const set = operation(contract.set, async (ctx, input) => {
  const changed = await ctx.query<SettingRow>(
    `INSERT INTO kernel.setting AS known (name, value, updated_by) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, version = known.version + 1, updated_by = excluded.updated_by, updated_at = now()
     WHERE $4::integer IS NULL OR known.version = $4
     RETURNING name, value, version, updated_by, updated_at`,
    [input.name, JSON.stringify(input.value), ctx.actor.name, ctx.ifMatch],
  )
  const row = changed.rows[0]
  if (!row) throw new Problem(kernelErrors.stale_version)
  await ctx.emit(events.changed, { name: input.name })
  return asSetting(row)
})
