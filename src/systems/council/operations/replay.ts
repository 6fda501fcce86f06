import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { canonical } from '../learning/canonical.ts'
import { readLedger } from '../outcomes/ledger-store.ts'
import { hashOf } from '../outcomes/state-store.ts'

/** Learns everything anew from the ledger and holds the bytes against what is stored. */
export const replay = operation(contract.replay, async (ctx) => {
  const { replay: replayLedger } = await import('../learning/replay.ts')
  const { rows, entries } = await readLedger(ctx)
  const stored = await ctx.query<{ state: string }>('SELECT state FROM council.state WHERE seq = $1', [rows.at(-1)?.seq ?? 0])
  const text = canonical(replayLedger(entries))
  const kept = stored.rows[0]?.state ?? null
  return {
    rows: rows.length,
    stored: kept === null ? null : hashOf(kept),
    replayed: hashOf(text),
    equal: kept === null ? rows.length === 0 : kept === text,
  }
})
