import type { Ctx } from '#kernel/context.ts'
import type { CompletionRequest } from '#systems/models/public.ts'
import { inLens } from '../evidence/draft.ts'
import { readEvidence } from '../evidence/evidence-row.ts'
import { findQuestion } from '../find-question.ts'
import type { PersonaContent } from '../personas/persona-row.ts'
import { optionsOf, type QuestionRow } from '../question-row.ts'
import { ballotForm, type BallotForm } from './ballot-form.ts'
import { readProceedings, type Proceedings } from './proceedings.ts'
import { claimTable, constitution, cruxTable, ownPart, sharedPrefix } from './prompt.ts'
import type { Asking, Round, SeatRow } from './stored-ballot.ts'
import { summarizeThread } from './thread-summary.ts'
import { computeAnswer } from './weigh.ts'

export interface MindRequest {
  readonly form: BallotForm
  readonly completion: CompletionRequest
}

/** Output tokens at most, thinking included. */
const caps: Readonly<Record<Round, number>> = { claims: 3000, ballot: 3000, crux: 2500, text: 4000 }

/**
 * What a mind is asked in a round, made of stored rows only: the same bytes after a crash. `sealed` when its ballot is
 * there, `over` when the question takes none any more.
 */
export async function writeRequest(ctx: Ctx, asking: Asking): Promise<MindRequest | 'sealed' | 'over'> {
  const row = await findQuestion(ctx, asking.question)
  const said = await readProceedings(ctx, row.id)
  if (said.ballots.some((ballot) => ballot.voter === asking.voter && ballot.round === asking.round)) return 'sealed'
  const seat = said.seats.find((one) => one.voter === asking.voter)
  if (!seat?.model || seat.state === 'absent' || (row.state !== 'deliberating' && row.state !== 'voting')) return 'over'
  const mind = await readMind(ctx, seat)
  const evidence = (await readEvidence(ctx, row.id)).filter((item) => item.cut === null)
  const form = formFor(row, { asking, seat, said })
  const quotes = evidence.map((item) => ({ ...item, at: item.at.toISOString() }))
  const first = evidence.filter((item) => mind.lens.some((lens) => inLens(lens, item))).map((item) => item.id)
  const own = ownPart({ ...mind, name: seat.name, first }, form, await tableFor(ctx, row, { asking, said }))
  return {
    form,
    completion: {
      key: `council:${row.id}:${asking.voter}:${asking.round}`,
      model: seat.model,
      purpose: `council.${asking.round}`,
      session: row.id,
      project: row.project,
      instructions: constitution,
      prefix: sharedPrefix(row, quotes, await summarizeThread(ctx, row)),
      messages: [{ role: 'user', text: own }],
      schema: { name: form.name, shape: form.shape },
      maxOutputTokens: caps[asking.round],
      deadline: new Date(asking.until),
    },
  }
}

/** The mind as it was when it was seated. */
async function readMind(ctx: Pick<Ctx, 'query'>, seat: SeatRow): Promise<PersonaContent> {
  const found = await ctx.query<{ content: PersonaContent }>(
    'SELECT content FROM council.persona_version WHERE persona = $1 AND version = $2',
    [seat.voter, seat.persona_version],
  )
  return found.rows[0]!.content
}

function formFor(row: QuestionRow, facts: { asking: Asking; seat: SeatRow; said: Proceedings }): BallotForm {
  const { asking, seat, said } = facts
  return ballotForm({
    type: row.type,
    round: asking.round,
    order: seat.option_order,
    labels: new Map(optionsOf(row).map((option) => [option.id, option.label])),
    claims: said.claims.map((claim) => claim.id),
    evidence: new Set(said.evidence),
  })
}

/** What a later round adds: the others' claims without their names, or the claims with their verdicts. */
async function tableFor(ctx: Ctx, row: QuestionRow, { asking, said }: { asking: Asking; said: Proceedings }): Promise<string> {
  if (asking.round === 'crux') {
    const others = said.ballots.filter(
      (ballot) => ballot.round === 'ballot' && ballot.voter !== asking.voter && ballot.content.reason !== '',
    )
    // By their seal's hash: an order that tells nothing.
    const shuffled = [...others].sort((left, right) => (left.hash < right.hash ? -1 : 1))
    return cruxTable(shuffled.map(({ content }) => ({ reason: content.reason, crux: content.crux, evidence: content.evidence })))
  }
  if (row.type !== 'open' || asking.round === 'claims') return ''
  const claims = said.claims.map(({ id, text, evidence }) => ({ id, text, evidence }))
  if (asking.round === 'ballot') return claimTable(claims)
  const { answer } = await computeAnswer(ctx, row)
  const verdicts = new Map(answer.type === 'open' ? answer.claims.map(({ claim, verdict }) => [claim, verdict]) : [])
  return claimTable(claims.map((claim) => ({ ...claim, verdict: verdicts.get(claim.id) ?? 'contested' })))
}
