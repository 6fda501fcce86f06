import type { Ctx } from '#kernel/context.ts'
import { lockQuestion } from '../find-question.ts'
import type { StoredOption } from '../question-row.ts'
import type { BallotRow, StoredClaim } from './stored-ballot.ts'

const mostClaims = 24

/** Numbers what the minds claimed, C1, C2 …; equal claims become one with several authors. The asker's own come first. */
export function numberClaims(options: readonly StoredOption[], ballots: readonly BallotRow[]): StoredClaim[] {
  const claims = new Map<string, { text: string; authors: Set<string>; evidence: Set<string> }>()
  const add = (text: string, author: string | null, evidence: readonly string[]) => {
    const key = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    if (key === '') return
    const known = claims.get(key) ?? { text, authors: new Set(), evidence: new Set() }
    if (author !== null) known.authors.add(author)
    for (const id of evidence) known.evidence.add(id)
    claims.set(key, known)
  }
  for (const option of options) if (option.kind === 'choice') add(option.label, null, [])
  const made = ballots
    .filter((ballot) => ballot.round === 'claims')
    .sort((left, right) => (left.voter < right.voter ? -1 : 1))
    .map((ballot) => ({ author: ballot.voter, claims: ballot.content.made ?? [] }))
  // One of each in turn, so that whoever writes most does not crowd out the rest.
  const longest = Math.max(0, ...made.map((one) => one.claims.length))
  for (let place = 0; place < longest; place += 1) {
    for (const { author, claims: own } of made) {
      const claim = own[place]
      if (claim) add(claim.text, author, claim.evidence)
    }
  }
  return [...claims.values()]
    .slice(0, mostClaims)
    .map(({ text, authors, evidence }, index) => ({ id: `C${index + 1}`, text, authors: [...authors], evidence: [...evidence] }))
}

/** Freezes the list of claims before anybody votes on them; it may run again until then. */
export async function collectClaims(ctx: Ctx, question: string): Promise<number> {
  return ctx.transaction(async (open) => {
    const row = await lockQuestion(open, question)
    const ballots = await open.query<BallotRow>(
      `SELECT voter, round, sealed, content, hash, sealed_at FROM council.ballot WHERE question = $1 ORDER BY sealed`,
      [question],
    )
    if (ballots.rows.some((ballot) => ballot.round === 'ballot')) return 0
    const claims = numberClaims(row.options, ballots.rows)
    await open.query(
      `INSERT INTO council.answer (question, provisional, ballots, aggregate, claims, state_seq) VALUES ($1, true, 0, '{}', $2, 0)
       ON CONFLICT (question) DO UPDATE SET claims = excluded.claims`,
      [question, JSON.stringify(claims)],
    )
    return claims.length
  })
}
