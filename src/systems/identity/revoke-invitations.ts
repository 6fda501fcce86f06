import type { Ctx } from '#kernel/context.ts'
import { events } from './events.ts'
import { isOpen } from './invitation-row.ts'

/**
 * Takes back what somebody invited to and nobody accepted yet. Whoever is shut out or loses rights could otherwise come
 * in again by an invitation that they made for themselves.
 */
export async function revokeInvitationsOf(ctx: Ctx, person: string): Promise<void> {
  const ended = await ctx.query<{ id: string }>(
    `UPDATE identity.invitation SET revoked_at = now() WHERE invited_by = $1 AND ${isOpen} RETURNING id`,
    [person],
  )
  for (const { id } of ended.rows) await ctx.emit(events.invited, { invitation: id })
}
