import type { z } from 'zod'
import type { apiKey } from './contract.ts'

export interface ApiKeyRow {
  id: string
  name: string
  hint: string
  permissions: string[]
  projects: string[] | null
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
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}
