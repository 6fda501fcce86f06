import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { requireMayChange } from '../read-access.ts'

/** Sessions that ended with the account stay ended; keys work again with what their owner may now. */
export const enablePerson = operation(contract.enablePerson, async (ctx, input) => {
  const before = await requireMayChange(ctx, input.id)
  if (!before.disabledAt) return {}
  await ctx.query('UPDATE identity.person SET disabled_at = NULL WHERE id = $1', [input.id])
  await ctx.emit(events.person_changed, { person: input.id, change: 'enabled' })
  return {}
})
