import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { sessionCookie } from '../token.ts'

export const signOut = operation(contract.signOut, async (ctx) => {
  const { actor } = ctx
  await ctx.query('UPDATE identity.session SET revoked_at = now() WHERE id::text = $1 AND revoked_at IS NULL', [actor.id])
  if (actor.person) await ctx.emit(events.access_changed, { person: actor.person })
  ctx.sendCookie(sessionCookie(ctx.config.publicUrl, '', 0))
  return {}
})
