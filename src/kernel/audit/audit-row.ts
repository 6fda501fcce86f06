import type { z } from 'zod'
import type { entry } from './contract.ts'

export const auditColumns =
  'a.id, a.at, a.operation, a.actor_id, a.actor_kind, a.person, a.surface, a.project, a.outcome, a.error, a.input, a.request_id, a.address'

export interface AuditRow {
  id: string
  at: Date
  operation: string
  actor_id: string
  actor_kind: string
  person: string | null
  surface: string
  project: string | null
  outcome: 'done' | 'refused' | 'failed'
  error: string | null
  input: Record<string, unknown> | null
  request_id: string
  address: string | null
}

export function asEntry(row: AuditRow): z.output<typeof entry> {
  return {
    id: row.id,
    at: row.at.toISOString(),
    operation: row.operation,
    actor: row.actor_id,
    actorKind: row.actor_kind,
    person: row.person,
    surface: row.surface,
    project: row.project,
    outcome: row.outcome,
    error: row.error,
    input: row.input ?? {},
    requestId: row.request_id,
    address: row.address,
  }
}
