import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asSetting, type SettingRow } from '../row.ts'

export const list = operation(contract.list, async (ctx) => {
  const rows = await ctx.query<SettingRow>('SELECT name, value, version, updated_by, updated_at FROM kernel.setting ORDER BY name')
  return { items: rows.rows.map(asSetting) }
})
