import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findQuestion, projectOfQuestion } from '../find-question.ts'
import { checkOutcome as look } from '../outcomes/check-outcome.ts'
import { findResolver } from '../outcomes/resolver-row.ts'

/** With the rights of the caller: who may not read the record finds nothing out by it. */
export const checkOutcome = operation(
  contract.checkOutcome,
  async (ctx, { question }) => {
    if (!(await findResolver(ctx, question))) throw new Problem(errors.no_resolver)
    const { sentence } = await look(ctx, question)
    return { resolved: (await findQuestion(ctx, question)).resolved_at !== null, sentence }
  },
  projectOfQuestion,
)
