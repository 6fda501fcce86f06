import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { readProceedings } from '../deliberation/proceedings.ts'
import { sealBallot } from '../deliberation/seal-ballot.ts'
import type { StoredBallot, StoredClaim } from '../deliberation/stored-ballot.ts'
import { errors } from '../errors.ts'
import { lockQuestion } from '../find-question.ts'
import { mayStillVote, type QuestionRow } from '../question-row.ts'
import type { vote } from '../shapes.ts'

export type Vote = z.output<typeof vote>

export interface Voter {
  readonly id: string
  readonly name: string
}

/** Seals a person's ballot, blind and once. Part of the caller's transaction. */
export async function castVote(
  ctx: Ctx,
  question: string,
  { voter, said }: { voter: Voter; said: Vote },
): Promise<{ hash: string; sealedAt: string }> {
  const row = await lockQuestion(ctx, question)
  if (!mayStillVote(row, ctx.clock.now())) throw new Problem(errors.no_vote)
  const { seats, claims } = await readProceedings(ctx, question)
  if (row.type === 'open' && claims.length === 0)
    throw new Problem(errors.no_vote, 'The claims are not there yet; vote once the minds have made theirs.')
  if (seats.some((seat) => seat.voter === voter.id)) throw new Problem(errors.already_voted)
  const content = readVote(row, claims, said)
  await ctx.query(
    `INSERT INTO council.seat (question, voter, kind, name, position, state) VALUES ($1, $2, 'person', $3, 1000, 'waiting')`,
    [question, voter.id, voter.name],
  )
  const sealed = await sealBallot(ctx, { question, voter: voter.id, round: 'ballot', content, payment: null })
  if (!sealed) throw new Problem(errors.already_voted)
  return { hash: sealed.hash, sealedAt: sealed.sealedAt.toISOString() }
}

/** The part of the vote that this type of question takes; anything else, and what was not offered, is refused. */
export function readVote(row: Pick<QuestionRow, 'type' | 'options'>, claims: readonly StoredClaim[], said: Vote): StoredBallot {
  const words = { reason: said.reason, crux: said.crux, artefact: '', evidence: [] }
  const wrong = (detail: string) => new Problem(errors.wrong_ballot, detail)
  const offered = new Set(row.type === 'open' ? claims.map((claim) => claim.id) : row.options.map((option) => option.id))
  const requireOffered = (ids: readonly string[]) => {
    const unknown = ids.find((id) => !offered.has(id))
    if (unknown !== undefined) throw wrong(`There is no ${unknown}; there are ${[...offered].join(', ')}.`)
  }
  switch (row.type) {
    case 'choice': {
      const { probabilities } = said
      if (!probabilities || !Object.values(probabilities).some((value) => value > 0))
        throw wrong('Give `probabilities`, one above 0 at least.')
      requireOffered(Object.keys(probabilities))
      return { probabilities, ...words }
    }
    case 'yes-no':
      if (said.probability === undefined) throw wrong('Give `probability`, how likely yes is.')
      return { probability: said.probability, ...words }
    case 'numeric': {
      const { quantiles } = said
      if (!quantiles || quantiles.p10 > quantiles.p50 || quantiles.p50 > quantiles.p90) throw wrong('Give `quantiles`, the smallest first.')
      return { quantiles, ...words }
    }
    case 'preference': {
      const named = said.ranking?.flat() ?? []
      if (named.length === 0 || new Set(named).size < named.length) throw wrong('Give `ranking`, each option once.')
      requireOffered(named)
      return { ranking: said.ranking!, ...words }
    }
    case 'open':
      if (!said.claims || Object.keys(said.claims).length === 0) throw wrong('Give `claims`, how likely each holds.')
      requireOffered(Object.keys(said.claims))
      return { claims: said.claims, ...words }
  }
}
