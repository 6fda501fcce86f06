import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import type { LedgerRow } from '../outcomes/ledger-store.ts'

/** Everybody who may read the council sees that a row is there; which question it is about only where they may see it. */
export const ledger = operation(contract.ledger, async (ctx, { before = null, limit }) => {
  const reach = ctx.projects === 'all' ? null : [...ctx.projects]
  const rows = await ctx.query<LedgerRow & { hash: string }>(
    `SELECT l.seq, l.kind, l.added_by, l.at, s.hash,
       CASE WHEN $1::uuid[] IS NULL OR q.project = ANY ($1) THEN l.question END AS question
     FROM council.ledger l JOIN council.state s ON s.seq = l.seq LEFT JOIN council.question q ON q.id = l.question
     WHERE $2::bigint IS NULL OR l.seq < $2 ORDER BY l.seq DESC LIMIT $3`,
    [reach, before, limit + 1],
  )
  const items = rows.rows.slice(0, limit).map((row) => ({
    seq: Number(row.seq),
    kind: row.kind,
    question: row.question,
    by: row.added_by,
    at: row.at.toISOString(),
    stateHash: row.hash,
  }))
  return { items, next: rows.rows.length > limit ? items.at(-1)!.seq : null }
})
