import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { findProvider } from '../provider-row.ts'

export const deleteProvider = operation(contract.deleteProvider, async (ctx, input) => {
  const provider = await findProvider(ctx, input.id)
  const links = await ctx.query<{ person: string }>('SELECT DISTINCT person FROM identity.linked_account WHERE provider = $1', [
    provider.id,
  ])
  await ctx.query('DELETE FROM identity.provider WHERE id = $1', [provider.id])
  for (const { person } of links.rows) await ctx.emit(events.credential_changed, { person, change: 'provider-unlinked' })
  await ctx.emit(events.ways_changed, {})
  return {}
})
