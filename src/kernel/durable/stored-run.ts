import type { Actor } from '../actor.ts'
import { restoredActor } from '../outbox/write.ts'
import { outlastingOutages } from './connection-loss.ts'
import type { EngineParts } from './parts.ts'

/** What an execution has to know of its run; nothing of it changes between replays, but for the wish to cancel. */
export interface StoredRun {
  readonly id: string
  readonly workflow: string
  readonly input: unknown
  readonly project: string | null
  readonly actor: Actor
  readonly startedAt: Date
  readonly cancelRequested: boolean
}

interface Row {
  workflow: string
  input: unknown
  project: string | null
  actor: unknown
  started_at: Date | null
  cancel_requested_at: Date | null
}

/** Throws when somebody deleted the run. */
export async function readStoredRun(parts: EngineParts, run: string): Promise<StoredRun> {
  const found = await outlastingOutages(() =>
    parts.machinery.query<Row>(
      'SELECT workflow, input, project, actor, started_at, cancel_requested_at FROM kernel.run WHERE id = $1',
      [run],
      'run.execute',
    ),
  )
  const row = found.rows[0]
  if (!row) throw new Error(`There is no run ${run} any more.`)
  return {
    id: run,
    workflow: row.workflow,
    input: row.input,
    project: row.project,
    actor: restoredActor(row.actor),
    startedAt: row.started_at ?? new Date(0),
    cancelRequested: row.cancel_requested_at !== null,
  }
}
