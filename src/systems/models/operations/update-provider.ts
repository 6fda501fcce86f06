import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { asProvider, findProvider, hintOf } from '../provider-row.ts'
import { providers } from '../providers/index.ts'
import { addressOf, keyPurpose } from '../target.ts'
import { readProvider, requireAddress, startRefresh } from '../write-provider.ts'

export const updateProvider = operation(contract.updateProvider, async (ctx, input) => {
  const row = await findProvider(ctx, input.provider)
  const current = addressOf(ctx, row)
  const isMoved = input.baseUrl !== undefined && input.baseUrl !== current
  if (isMoved && input.key === undefined && providers[row.kind].needsKey) {
    throw new Problem(errors.key_needed, 'A key is never sent where it was not meant for: give the key for the new address as well.')
  }
  requireAddress(input.baseUrl ?? current, input.key !== undefined || (row.has_key && !isMoved))
  const changed = await ctx.query(
    `UPDATE models.provider SET
       base_url = CASE WHEN $2 THEN $3 ELSE base_url END,
       sealed_key = CASE WHEN $4::bytea IS NOT NULL THEN $4 WHEN $2 THEN NULL ELSE sealed_key END,
       key_hint = CASE WHEN $4::bytea IS NOT NULL THEN $5 WHEN $2 THEN NULL ELSE key_hint END,
       free_by = CASE WHEN $6::boolean IS NULL THEN free_by WHEN $6 THEN coalesce(free_by, $8) END,
       paused_at = CASE WHEN $7::boolean IS NULL THEN paused_at WHEN $7 THEN coalesce(paused_at, now()) END,
       paused_by = CASE WHEN $7::boolean IS NULL THEN paused_by WHEN $7 THEN coalesce(paused_by, $8) END,
       failures = CASE WHEN $2 OR $4::bytea IS NOT NULL THEN 0 ELSE failures END,
       rests_until = CASE WHEN $2 OR $4::bytea IS NOT NULL THEN NULL ELSE rests_until END,
       version = version + 1
     WHERE id = $1 AND ($9::integer IS NULL OR version = $9)`,
    [
      row.id,
      isMoved,
      input.baseUrl ?? null,
      input.key === undefined ? null : ctx.vault.seal(keyPurpose(row.id), input.key),
      input.key === undefined ? null : hintOf(input.key),
      input.free ?? null,
      input.paused ?? null,
      ctx.actor.name,
      ctx.ifMatch,
    ],
  )
  if (changed.rowCount !== 1) throw new Problem(kernelErrors.stale_version, undefined, { current: asProvider(ctx, row) })
  await ctx.emit(events.provider_changed, { provider: row.id })
  if (isMoved || input.key !== undefined) await startRefresh(ctx, row)
  return readProvider(ctx, row.id)
})
