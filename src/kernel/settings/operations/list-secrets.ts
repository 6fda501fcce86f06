import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asSecret, type SecretRow } from '../row.ts'

export const listSecrets = operation(contract.listSecrets, async (ctx) => {
  const rows = await ctx.query<SecretRow>('SELECT name, hint, updated_by, updated_at FROM kernel.secret ORDER BY name')
  return { items: rows.rows.map(asSecret) }
})
