import type { Actor } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { maySee, readEvidence, type EvidenceRow } from '../evidence/evidence-row.ts'
import type { QuestionRow } from '../question-row.ts'

/** What somebody may see of a question. Words of minds rest on all that they read, so they need the whole of it. */
export interface Sight {
  readonly evidence: readonly EvidenceRow[]
  readonly hidden: number
  /** Whether words that minds wrote are for this viewer. */
  readonly words: boolean
  /** Ids of the visible evidence. */
  readonly seen: ReadonlySet<string>
}

export async function sightOf(ctx: Pick<Ctx, 'query'>, actor: Actor, row: Pick<QuestionRow, 'id' | 'thread' | 'turn'>): Promise<Sight> {
  const all = await readEvidence(ctx, row.id)
  const evidence = all.filter((item) => maySee(actor, item))
  const words = all.every((item) => item.cut !== null || maySee(actor, item)) && (await seesEarlierTurns(ctx, actor, row))
  return { evidence, hidden: all.length - evidence.length, words, seen: new Set(evidence.map((item) => item.id)) }
}

/** A later turn carries the words of the earlier ones. */
async function seesEarlierTurns(ctx: Pick<Ctx, 'query'>, actor: Actor, row: Pick<QuestionRow, 'thread' | 'turn'>): Promise<boolean> {
  if (row.turn === 1) return true
  const earlier = await ctx.query<{ permission: string; project: string | null }>(
    `SELECT DISTINCT e.permission, e.project FROM council.evidence e JOIN council.question q ON q.id = e.question
     WHERE q.thread = $1 AND q.turn < $2 AND e.cut IS NULL`,
    [row.thread, row.turn],
  )
  return earlier.rows.every((item) => maySee(actor, item))
}
