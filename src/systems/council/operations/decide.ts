import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { requireAhead } from '../asking/require-ahead.ts'
import { contract } from '../contract.ts'
import { tellQuestion } from '../deliberation/tell.ts'
import { errors } from '../errors.ts'
import { findQuestion, lockQuestion, projectOfQuestion } from '../find-question.ts'
import { asSummary, optionsOf } from '../question-row.ts'

export const decide = operation(
  contract.decide,
  async (ctx, { question, option = null, note, reviewAt = null }) => {
    const row = await lockQuestion(ctx, question)
    const now = ctx.clock.now()
    if (ctx.ifMatch !== null && ctx.ifMatch !== row.version) {
      throw new Problem(kernelErrors.stale_version, undefined, { current: asSummary(row, now) })
    }
    requireAhead(ctx, reviewAt)
    const offered = optionsOf(row)
    if (option !== null && !offered.some((one) => one.id === option)) {
      throw new Problem(errors.wrong_options, `There is no option ${option}; leave it out and say in the note what you decided.`)
    }
    await ctx.query(
      `UPDATE council.question SET decision = $2, decided_at = $3, review_at = coalesce($4, review_at), version = version + 1 WHERE id = $1`,
      [question, JSON.stringify({ option, note, by: ctx.actor.name }), now, reviewAt],
    )
    await tellQuestion(ctx, row, 'decided')
    return asSummary(await findQuestion(ctx, question), now)
  },
  projectOfQuestion,
)
