import type { Ctx } from '#kernel/context.ts'
import type { QuestionRow } from '../question-row.ts'
import type { StoredSynthesis } from './stored-synthesis.ts'
import type { StoredClaim } from './stored-ballot.ts'

export interface EarlierTurn {
  readonly turn: number
  readonly text: string
  readonly sentence: string | null
  readonly decision: string | null
  readonly outcome: string | null
  readonly claims: readonly { readonly id: string; readonly text: string }[]
}

/** Turns told whole; older ones are one line with the ids of their claims. */
const wholeTurns = 3

/** The conversation so far for the shared part: ids of claims stay, the turns themselves are kept elsewhere. */
export async function summarizeThread(ctx: Pick<Ctx, 'query'>, row: Pick<QuestionRow, 'thread' | 'turn'>): Promise<string> {
  if (row.turn === 1) return ''
  const rows = await ctx.query<{
    turn: number
    text: string
    synthesis: StoredSynthesis | null
    claims: StoredClaim[] | null
    reasons: { voter: string; reason: string }[] | null
    decision: { option: string | null; note: string } | null
    outcome: Record<string, unknown> | null
  }>(
    `SELECT q.turn, q.text, a.synthesis, a.claims, q.decision, q.outcome,
       (SELECT jsonb_agg(jsonb_build_object('voter', b.voter, 'reason', b.content->>'reason') ORDER BY b.sealed)
        FROM council.ballot b WHERE b.question = q.id AND b.round = 'ballot' AND b.content->>'reason' <> '') AS reasons
     FROM council.question q LEFT JOIN council.answer a ON a.question = q.id
     WHERE q.thread = $1 AND q.turn < $2 ORDER BY q.turn`,
    [row.thread, row.turn],
  )
  return summaryOf(
    rows.rows.map((turn) => ({
      turn: turn.turn,
      text: turn.text,
      sentence: turn.synthesis?.sentence ?? null,
      decision: turn.decision ? (turn.decision.option ?? turn.decision.note) : null,
      outcome: turn.outcome ? JSON.stringify(turn.outcome) : null,
      claims: claimsOf(turn),
    })),
  )
}

/** Claims of an open answer keep their own ids; else each reason is one. */
function claimsOf(turn: {
  turn: number
  claims: StoredClaim[] | null
  reasons: { voter: string; reason: string }[] | null
}): EarlierTurn['claims'] {
  if (turn.claims && turn.claims.length > 0) return turn.claims.map(({ id, text }) => ({ id: `T${turn.turn}.${id}`, text }))
  return (turn.reasons ?? []).map(({ reason }, index) => ({ id: `T${turn.turn}.C${index + 1}`, text: reason }))
}

export function summaryOf(turns: readonly EarlierTurn[]): string {
  return turns
    .map((turn, index) => {
      const ids = turn.claims.map((claim) => claim.id)
      const head = `Turn ${turn.turn}: ${turn.text}\n  Answer: ${turn.sentence ?? 'none'}`
      const facts = [turn.decision ? `  Decided: ${turn.decision}` : '', turn.outcome ? `  Outcome: ${turn.outcome}` : '']
      const recent = turns.length - index <= wholeTurns
      const claims = recent
        ? turn.claims.map((claim) => `  [${claim.id}] ${JSON.stringify(claim.text)}`)
        : [ids.length > 0 ? `  Claims: ${ids.join(', ')}` : '']
      return [head, ...facts, ...claims].filter((line) => line !== '').join('\n')
    })
    .join('\n')
}
