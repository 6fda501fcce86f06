import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asProvider, providerSelect, type ProviderRow } from '../provider-row.ts'

export const listProviders = operation(contract.listProviders, async (ctx) => {
  const rows = await ctx.query<ProviderRow>(`${providerSelect} ORDER BY p.name`, [], 'models.providers')
  return { items: rows.rows.map((row) => asProvider(ctx, row)) }
})
