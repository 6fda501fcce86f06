import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findQuestion, lockQuestion, projectOfQuestion } from '../find-question.ts'
import { closeVote } from '../people/close-vote.ts'
import { asSummary, mayStillVote } from '../question-row.ts'

export const closeVoting = operation(
  contract.closeVoting,
  async (ctx, { question }) => {
    const row = await lockQuestion(ctx, question)
    const now = ctx.clock.now()
    if (!mayStillVote(row, now)) throw new Problem(errors.no_vote)
    await closeVote(ctx, row)
    return asSummary(await findQuestion(ctx, question), now)
  },
  projectOfQuestion,
)
