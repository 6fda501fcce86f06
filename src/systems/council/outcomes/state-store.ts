import type { Ctx } from '#kernel/context.ts'
import type { CouncilState } from '../aggregation/state.ts'
import { createState } from '../aggregation/state.ts'

export interface KnownState {
  readonly state: CouncilState
  /** Row of the ledger that led to it; 0 before the first. */
  readonly seq: number
}

/** What the council has learned up to now. */
export async function readState(ctx: Pick<Ctx, 'query'>): Promise<KnownState> {
  const rows = await ctx.query<{ seq: string; state: string }>(
    'SELECT seq, state FROM council.state ORDER BY seq DESC LIMIT 1',
    [],
    'council.state',
  )
  const row = rows.rows[0]
  return row ? { state: JSON.parse(row.state) as CouncilState, seq: Number(row.seq) } : { state: createState([]), seq: 0 }
}
