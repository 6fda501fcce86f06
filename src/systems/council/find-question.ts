import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { readQuestion, type QuestionRow } from './question-row.ts'

export async function findQuestion(ctx: Pick<Ctx, 'query'>, id: string): Promise<QuestionRow> {
  const row = await readQuestion(ctx, id)
  if (!row) throw new Problem(kernelErrors.not_found, 'There is no such question that you may see.')
  return row
}

/** For the executor: the project of the question that the input names. */
export async function projectOfQuestion(ctx: Pick<Ctx, 'query'>, input: { question: string }): Promise<string | null> {
  return (await findQuestion(ctx, input.question)).project
}

/** The same with the row kept from others until the transaction ends. */
export async function lockQuestion(ctx: Pick<Ctx, 'query'>, id: string): Promise<QuestionRow> {
  await ctx.query('SELECT FROM council.question WHERE id = $1 FOR UPDATE', [id], 'council.lock')
  return findQuestion(ctx, id)
}
