import type { Ctx } from '#kernel/context.ts'
import { listUsableModels } from '#systems/models/public.ts'
import { lockQuestion } from '../find-question.ts'
import { optionsOf, type QuestionRow } from '../question-row.ts'
import { costOf } from './cost.ts'
import { synthesize } from './synthesis.ts'
import { tellQuestion } from './tell.ts'
import { keepAnswer, type Weighed } from './weigh.ts'

/** Writes the answer down for good. May run again: it gives the same words. */
export async function finishQuestion(ctx: Ctx, question: string): Promise<{ question: string; sentence: string }> {
  const advice = await adviceOn(ctx)
  return ctx.transaction(async (open) => {
    const row = await lockQuestion(open, question)
    if (row.state !== 'deliberating' && row.state !== 'voting') return { question, sentence: row.synthesis?.sentence ?? '' }
    const weighed = await keepAnswer(open, row)
    const synthesis = synthesize(factsOf(row, weighed, advice))
    await open.query('UPDATE council.answer SET provisional = false, synthesis = $2 WHERE question = $1', [
      question,
      JSON.stringify(synthesis),
    ])
    await open.query(
      `UPDATE council.question SET state = 'answered', stage = NULL, answered_at = now(), version = version + 1 WHERE id = $1`,
      [question],
    )
    await tellQuestion(open, row, 'answered')
    return { question, sentence: synthesis.sentence }
  })
}

function factsOf(row: QuestionRow, { answer, said }: Weighed, advice: string): Parameters<typeof synthesize>[0] {
  const ballots = said.ballots.filter((ballot) => ballot.round === 'ballot')
  const composed = said.ballots.find((ballot) => ballot.round === 'text')
  const voters = said.seats.filter((seat) => ballots.some((ballot) => ballot.voter === seat.voter))
  const people = voters.filter((seat) => seat.kind === 'person').length
  const spoke = said.seats.some((seat) => seat.kind === 'persona' && seat.state === 'answered')
  return {
    answer,
    options: optionsOf(row),
    names: new Map(said.seats.map((seat) => [seat.voter, seat.name])),
    reasons: new Map(ballots.map((ballot) => [ballot.voter, ballot.content.reason])),
    claims: new Map(said.claims.map((claim) => [claim.id, claim.text])),
    speakers: people === 0 ? 'minds' : people === voters.length ? 'people' : 'both',
    unit: row.unit,
    costMicros: costOf(said.seats),
    reviewAt: row.review_at,
    advice: spoke ? null : row.minds ? advice : 'No mind was asked, as you wished.',
    composed: composed?.content.text ? { text: composed.content.text, writer: composed.voter } : null,
  }
}

async function adviceOn(ctx: Ctx): Promise<string> {
  const models = await listUsableModels(ctx)
  if (models.length > 0)
    return 'No mind answered; the list of minds says why. Ask again with more time, or look at models and their budgets.'
  return 'No model is configured, so no mind can speak. Add a provider under Models (an OpenAI or Anthropic key, or the address of your own server), then ask again. Or ask again with hours for voting, and invite people by link.'
}
