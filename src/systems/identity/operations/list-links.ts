import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import type { ProviderKind } from '../providers/port.ts'

interface Row {
  id: string
  provider: string
  name: string
  kind: ProviderKind
  account: string
  created_at: Date
  last_used_at: Date | null
}

export const listLinks = operation(contract.listLinks, async (ctx) => {
  const rows = await ctx.query<Row>(
    `SELECT l.id, l.provider, p.name, p.kind, l.account, l.created_at, l.last_used_at
     FROM identity.linked_account l JOIN identity.provider p ON p.id = l.provider WHERE l.person = $1 ORDER BY l.created_at`,
    [ctx.actor.person],
  )
  return {
    items: rows.rows.map((row) => ({
      id: row.id,
      provider: { id: row.provider, name: row.name, kind: row.kind },
      account: row.account,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
    })),
  }
})
