import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { requireSelf } from '../require-person.ts'

/** Nobody is locked out by it: everybody has a password, or a link to choose one. */
export const unlinkProvider = operation(contract.unlinkProvider, async (ctx, input) => {
  const person = await requireSelf(ctx)
  const removed = await ctx.query('DELETE FROM identity.linked_account WHERE id = $1 AND person = $2', [input.id, person.id])
  if (removed.rowCount !== 1) throw new Problem(errors.link_not_found)
  await ctx.emit(events.credential_changed, { person: person.id, change: 'provider-unlinked' })
  return {}
})
