import type { Ctx } from '#kernel/context.ts'
import type { CouncilState, Seat } from '../aggregation/state.ts'
import { canonical } from '../learning/canonical.ts'
import { learn } from '../learning/learn.ts'
import type { LedgerEntry } from '../learning/ledger.ts'
import { keepState, readState } from './state-store.ts'

/**
 * Adds a row to the ledger and keeps what the council knows after it. Rows enter one after the other, because their order
 * is part of the result. Throws RangeError for an outcome that does not fit its question.
 */
export async function addToLedger(
  ctx: Pick<Ctx, 'query' | 'actor'>,
  entry: LedgerEntry,
  question: string | null,
): Promise<{ seq: number; state: CouncilState }> {
  await ctx.query('LOCK TABLE council.ledger IN EXCLUSIVE MODE')
  const known = await readState(ctx)
  const text = canonical(entry)
  const state = learn(known.state, JSON.parse(text) as LedgerEntry)
  const seq = known.seq + 1
  await ctx.query('INSERT INTO council.ledger (seq, question, kind, entry, added_by) VALUES ($1, $2, $3, $4, $5)', [
    seq,
    question,
    entry.kind,
    text,
    ctx.actor.name,
  ])
  await keepState(ctx, seq, state)
  return { seq, state }
}

/** Gives newcomers a seat in what is learned, so that the quorum counts them as silent until they speak. */
export async function seatVoters(ctx: Pick<Ctx, 'query' | 'actor'>, seats: readonly Seat[]): Promise<void> {
  const { state } = await readState(ctx)
  const newcomers = seats.filter((seat) => !state.voters.some((voter) => voter.id === seat.id))
  if (newcomers.length > 0) await addToLedger(ctx, { kind: 'seated', voters: newcomers }, null)
}

export interface LedgerRow {
  seq: string
  question: string | null
  kind: LedgerEntry['kind']
  entry: string
  added_by: string
  at: Date
}

/** The whole ledger in its order. */
export async function readLedger(ctx: Pick<Ctx, 'query'>): Promise<{ rows: LedgerRow[]; entries: LedgerEntry[] }> {
  const found = await ctx.query<LedgerRow>('SELECT seq, question, kind, entry, added_by, at FROM council.ledger ORDER BY seq', [])
  return { rows: found.rows, entries: found.rows.map((row) => JSON.parse(row.entry) as LedgerEntry) }
}
