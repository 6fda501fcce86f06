import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { projectOfQuestion } from '../find-question.ts'
import { castVote } from '../people/cast-vote.ts'

export const vote = operation(
  contract.vote,
  async (ctx, { question, ...said }) => {
    const { kind, person, name } = ctx.actor
    if (kind !== 'person' || person === null) throw new Problem(kernelErrors.forbidden, 'Only a signed-in person can vote.')
    return castVote(ctx, question, { voter: { id: `person:${person}`, name }, said })
  },
  projectOfQuestion,
)
