import { createHash } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import type { CouncilState } from '../aggregation/state.ts'
import { createState } from '../aggregation/state.ts'
import { canonical } from '../learning/canonical.ts'

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

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export async function keepState(ctx: Pick<Ctx, 'query'>, seq: number, state: CouncilState): Promise<string> {
  const text = canonical(state)
  const hash = hashOf(text)
  await ctx.query('INSERT INTO council.state (seq, state, hash) VALUES ($1, $2, $3)', [seq, text, hash])
  return hash
}
