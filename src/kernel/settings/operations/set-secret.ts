import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { asSecret, type SecretRow } from '../row.ts'

export const setSecret = operation(contract.setSecret, async (ctx, input) => {
  const kept = await ctx.query<SecretRow>(
    `INSERT INTO kernel.secret (name, sealed, hint, updated_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, hint = excluded.hint, updated_by = excluded.updated_by, updated_at = now()
     RETURNING name, hint, updated_by, updated_at`,
    [input.name, ctx.vault.seal(`secret:${input.name}`, input.value), hintOf(input.value), ctx.actor.name],
  )
  await ctx.emit(events.secret_changed, { name: input.name })
  return asSecret(kept.rows[0]!)
})

/** The last four characters of a long secret; of a short one nothing, as it would give too much away. */
function hintOf(value: string): string {
  return value.length >= 16 ? `…${value.slice(-4)}` : '…'
}
