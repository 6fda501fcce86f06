import type { Query } from '../database.ts'
import { newId } from '../ids.ts'

/** One row of the trail. The seal is added later, see `seal-trail.ts`. */
export interface Act {
  /** `<system>.<verb>`: an operation, or what a raw route of that system does. */
  readonly operation: string
  readonly actor: { readonly kind: string; readonly id: string }
  /** Who did it, or, at a door, whom it was about. */
  readonly person: string | null
  readonly surface: string
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly requestId: string
  readonly project?: string | null
  readonly error?: string | null
  /** Without secrets. */
  readonly input?: Readonly<Record<string, unknown>>
  readonly address?: string | null
}

export async function record(query: Query, act: Act): Promise<void> {
  await query(
    `INSERT INTO kernel.audit (id, operation, actor_kind, actor_id, person, surface, project, outcome, error, input, request_id, address)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      newId(),
      act.operation,
      act.actor.kind,
      act.actor.id,
      act.person,
      act.surface,
      act.project ?? null,
      act.outcome,
      act.error ?? null,
      JSON.stringify(act.input ?? {}),
      act.requestId,
      act.address ?? null,
    ],
    'audit.insert',
  )
}
