import type { Ctx } from '#kernel/context.ts'
import type { BallotRow, SeatRow, StoredClaim } from './stored-ballot.ts'

/** Everything that was said about a question. */
export interface Proceedings {
  readonly seats: readonly SeatRow[]
  readonly ballots: readonly BallotRow[]
  /** Ids of the evidence that the minds read. */
  readonly evidence: readonly string[]
  readonly claims: readonly StoredClaim[]
}

export async function readProceedings(ctx: Pick<Ctx, 'query'>, question: string): Promise<Proceedings> {
  const [seats, ballots, evidence, claims] = await Promise.all([
    ctx.query<SeatRow>('SELECT * FROM council.seat WHERE question = $1 ORDER BY position, voter', [question], 'council.seats'),
    ctx.query<BallotRow>(
      'SELECT voter, round, sealed, content, hash, sealed_at FROM council.ballot WHERE question = $1 ORDER BY sealed',
      [question],
      'council.ballots',
    ),
    ctx.query<{ id: string }>(
      'SELECT id FROM council.evidence WHERE question = $1 AND cut IS NULL ORDER BY position',
      [question],
      'council.evidence-ids',
    ),
    ctx.query<{ claims: StoredClaim[] }>('SELECT claims FROM council.answer WHERE question = $1', [question], 'council.claims'),
  ])
  return {
    seats: seats.rows,
    ballots: ballots.rows,
    evidence: evidence.rows.map((row) => row.id),
    claims: claims.rows[0]?.claims ?? [],
  }
}
