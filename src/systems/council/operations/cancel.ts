import { may } from '#kernel/actor.ts'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract as runs } from '#kernel/runs/contract.ts'
import { contract } from '../contract.ts'
import { tellQuestion } from '../deliberation/tell.ts'
import { errors } from '../errors.ts'
import { findQuestion, lockQuestion, projectOfQuestion } from '../find-question.ts'
import { asSummary } from '../question-row.ts'

/** From this moment no mind is asked any more; calls under way are ended with the run where the caller may do that. */
export const cancel = operation(
  contract.cancel,
  async (ctx, { question }) => {
    const row = await lockQuestion(ctx, question)
    if (row.state !== 'deliberating' && row.state !== 'voting') throw new Problem(errors.already_ended)
    await ctx.query(
      `UPDATE council.question SET state = 'cancelled', stage = NULL, note = 'It was stopped.', version = version + 1 WHERE id = $1`,
      [question],
    )
    const running = row.run !== null && row.state === 'deliberating'
    if (running && may(ctx.actor, runs.cancel.permission, row.project)) await ctx.call(runs.cancel, { id: row.run! })
    await tellQuestion(ctx, row, 'cancelled')
    return asSummary(await findQuestion(ctx, question), ctx.clock.now())
  },
  projectOfQuestion,
)
