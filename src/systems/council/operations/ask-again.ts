import { operation } from '#kernel/operation.ts'
import { insertQuestion } from '../asking/insert-question.ts'
import { contract } from '../contract.ts'
import { findQuestion, projectOfQuestion } from '../find-question.ts'

/** In a conversation of its own: an earlier answer would lead the minds. */
export const askAgain = operation(
  contract.askAgain,
  async (ctx, { question }) => {
    const row = await findQuestion(ctx, question)
    const options = row.options.filter((option) => option.kind === 'choice').map(({ id, label }) => ({ id, label }))
    const wording = {
      text: row.text,
      context: row.context,
      type: row.type,
      options,
      domain: row.domain,
      reversibility: row.reversibility,
      minds: true,
      adaptive: row.adaptive,
      deadlineSeconds: row.deadline_seconds,
      ...(row.costs ? { costs: row.costs } : {}),
      ...(row.threshold === null ? {} : { threshold: row.threshold }),
      ...(row.unit === null ? {} : { unit: row.unit }),
      ...(row.budget_micros === null ? {} : { budgetMicros: Number(row.budget_micros) }),
    }
    return insertQuestion(ctx, wording, { project: row.project, thread: null, micro: false })
  },
  projectOfQuestion,
)
