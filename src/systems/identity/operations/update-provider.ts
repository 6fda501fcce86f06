import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { asProvider, findProvider, purposeOf } from '../provider-row.ts'

export const updateProvider = operation(contract.updateProvider, async (ctx, input) => {
  const before = await findProvider(ctx, input.id)
  const sealed = input.clientSecret === undefined ? before.sealed : ctx.vault.seal(purposeOf(before.id), input.clientSecret)
  const isOff = input.enabled === undefined ? before.disabled_at !== null : !input.enabled
  await ctx.query(
    `UPDATE identity.provider SET name = $2, sealed = $3, allowed = $4, changed_at = now(),
       disabled_at = CASE WHEN $5 THEN coalesce(disabled_at, now()) END WHERE id = $1`,
    [before.id, input.name ?? before.name, sealed, input.allowed ?? before.allowed, isOff],
  )
  await ctx.emit(events.ways_changed, {})
  return asProvider(ctx, await findProvider(ctx, input.id))
})
