import type { z } from 'zod'
import type { run } from './contract.ts'

export interface RunRow {
  id: string
  workflow: string
  title: string
  project: string | null
  host: string | null
  state: z.output<typeof run>['state']
  reason: string | null
  error: string | null
  progress: z.output<typeof run>['progress']
  output: unknown
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
  cancel_requested_at: Date | null
}

export const runColumns =
  'id, workflow, title, project, host, state, reason, error, progress, output, created_at, started_at, ended_at, cancel_requested_at'

/** A row as the contract promises it. */
export function asRun(row: RunRow): z.output<typeof run> {
  return {
    id: row.id,
    workflow: row.workflow,
    title: row.title,
    project: row.project,
    host: row.host,
    state: row.state,
    reason: row.reason,
    error: row.error,
    progress: row.progress,
    output: row.output ?? null,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    cancelRequestedAt: row.cancel_requested_at?.toISOString() ?? null,
  }
}
