import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { insertQuestion } from '../asking/insert-question.ts'
import { contract } from '../contract.ts'

export const ask = operation(contract.ask, async (ctx, { project = null, ...wording }) => {
  // A question to the whole portfolio has no project by which to keep it from others.
  if (project === null && ctx.projects !== 'all') {
    throw new Problem(kernelErrors.forbidden, 'Name the project it is about: you may ask about some projects only.')
  }
  return insertQuestion(ctx, wording, { project, thread: null, micro: false })
})
