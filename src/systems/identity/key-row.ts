import type { z } from 'zod'
import type { apiKey } from './shapes.ts'

/** What is read of a key, without its secret. */
export const keyColumns = 'id, name, hint, permissions, projects, addresses::text[], per_minute, created_at, expires_at, last_used_at'

export interface ApiKeyRow {
  id: string
  name: string
  hint: string
  permissions: string[]
  projects: string[] | null
  addresses: string[]
  per_minute: number | null
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
}

export function asApiKey(row: ApiKeyRow): z.output<typeof apiKey> {
  return {
    id: row.id,
    name: row.name,
    hint: `…${row.hint}`,
    permissions: row.permissions,
    projects: row.projects,
    addresses: row.addresses,
    perMinute: row.per_minute,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}
