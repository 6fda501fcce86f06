import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { findQuestion, projectOfQuestion } from '../find-question.ts'
import { resolveQuestion } from '../outcomes/resolve-question.ts'
import { asSummary } from '../question-row.ts'

export const resolve = operation(
  contract.resolve,
  async (ctx, { question, outcome, note }) => {
    await resolveQuestion(ctx, question, { outcome, resolver: 'verdict', note })
    return asSummary(await findQuestion(ctx, question), ctx.clock.now())
  },
  projectOfQuestion,
)
