import { operation } from '#kernel/operation.ts'
import { idleInterval } from '../start-session.ts'
import { contract } from '../contract.ts'

interface Row {
  id: string
  device: string
  address: string | null
  created_at: Date
  last_seen_at: Date
  expires_at: Date
}

export const listSessions = operation(contract.listSessions, async (ctx) => {
  const rows = await ctx.query<Row>(
    `SELECT id, device, address, created_at, last_seen_at, expires_at FROM identity.session
     WHERE person = $1 AND revoked_at IS NULL AND expires_at > now() AND last_seen_at > now() - ${idleInterval} ORDER BY last_seen_at DESC`,
    [ctx.actor.person],
  )
  return {
    items: rows.rows.map((row) => ({
      id: row.id,
      current: row.id === ctx.actor.id,
      device: row.device,
      address: row.address,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    })),
  }
})
