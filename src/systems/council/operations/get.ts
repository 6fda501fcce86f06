import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { findQuestion, projectOfQuestion } from '../find-question.ts'
import { viewQuestion } from '../view/question-view.ts'

export const get = operation(
  contract.get,
  async (ctx, { question }) => viewQuestion(ctx, await findQuestion(ctx, question)),
  projectOfQuestion,
)
