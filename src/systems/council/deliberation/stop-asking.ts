import type { Ctx } from '#kernel/context.ts'
import type { ChoiceBallot, YesNoBallot } from '../aggregation/ballot.ts'
import { mayStopAsking } from '../aggregation/quorum.ts'
import { findQuestion } from '../find-question.ts'
import { readState } from '../outcomes/state-store.ts'
import { askedBallots, askedQuestion } from './asked-question.ts'
import { excuse } from './excuse.ts'
import { readProceedings } from './proceedings.ts'

/** Whether the rest may stay unasked, because their answers could hardly change anything; then they are told apart as such. */
export async function stopAsking(ctx: Ctx, id: string, rest: readonly string[]): Promise<boolean> {
  const row = await findQuestion(ctx, id)
  const said = await readProceedings(ctx, id)
  const question = askedQuestion(row, said)
  const { state } = await readState(ctx)
  const ballots = askedBallots(row, said)
  const advice =
    question.type === 'choice'
      ? mayStopAsking(question, ballots as ChoiceBallot[], state)
      : question.type === 'yes-no'
        ? mayStopAsking(question, ballots as YesNoBallot[], state)
        : null
  if (!advice?.stop) return false
  const why = 'It was not asked: the answer was settled without it.'
  for (const voter of rest) await excuse(ctx, { question: id, voter, round: 'ballot' }, why)
  return true
}
