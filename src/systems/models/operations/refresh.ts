import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { findProvider } from '../provider-row.ts'
import { startRefresh } from '../write-provider.ts'

export const refresh = operation(contract.refresh, async (ctx, input) => {
  const row = await findProvider(ctx, input.provider)
  return { run: await startRefresh(ctx, row) }
})
