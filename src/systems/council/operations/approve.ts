import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { lockQuestion, projectOfQuestion } from '../find-question.ts'
import { addToLedger } from '../outcomes/ledger-store.ts'
import { readApprovals } from '../people/approvals.ts'

/** Kept and shown; the row it leaves in the ledger teaches nothing. */
export const approve = operation(
  contract.approve,
  async (ctx, { question, liked }) => {
    const { person } = ctx.actor
    if (person === null) throw new Problem(kernelErrors.forbidden, 'Only a person can like an answer.')
    await lockQuestion(ctx, question)
    const changed = await ctx.query(
      `INSERT INTO council.approval AS known (question, person, liked) VALUES ($1, $2, $3)
       ON CONFLICT (question, person) DO UPDATE SET liked = excluded.liked, at = now() WHERE known.liked <> excluded.liked`,
      [question, person, liked],
    )
    if (changed.rowCount === 1) await addToLedger(ctx, { kind: 'approval', liked }, question)
    return readApprovals(ctx, question)
  },
  projectOfQuestion,
)
