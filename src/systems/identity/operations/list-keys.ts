import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asApiKey, keyColumns, type ApiKeyRow } from '../key-row.ts'

export const listKeys = operation(contract.listKeys, async (ctx) => {
  const rows = await ctx.query<ApiKeyRow>(
    `SELECT ${keyColumns} FROM identity.api_key
     WHERE person = $1 AND revoked_at IS NULL ORDER BY created_at DESC`,
    [ctx.actor.person],
  )
  return { items: rows.rows.map(asApiKey) }
})
