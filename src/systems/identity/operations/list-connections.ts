import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

interface Row {
  id: string
  name: string
  kind: 'code' | 'device'
  permissions: string[]
  created_at: Date
  last_used_at: Date | null
  expires_at: Date
}

export const listConnections = operation(contract.listConnections, async (ctx) => {
  const rows = await ctx.query<Row>(
    `SELECT id, name, kind, permissions, created_at, last_used_at, expires_at FROM identity.connection
     WHERE person = $1 AND revoked_at IS NULL AND expires_at > now() ORDER BY created_at DESC`,
    [ctx.actor.person],
  )
  return {
    items: rows.rows.map((row) => ({
      id: row.id,
      program: row.name,
      kind: row.kind,
      permissions: row.permissions,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
      expiresAt: row.expires_at.toISOString(),
    })),
  }
})
