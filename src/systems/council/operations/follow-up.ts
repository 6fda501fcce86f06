import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { insertQuestion } from '../asking/insert-question.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findQuestion, lockQuestion, projectOfQuestion } from '../find-question.ts'
import { sightOf } from '../view/sight.ts'

export const followUp = operation(
  contract.followUp,
  async (ctx, { question, ...wording }) => {
    const row = await findQuestion(ctx, question)
    await lockQuestion(ctx, row.thread)
    const last = await ctx.query<{ turn: number; state: string }>(
      'SELECT turn, state FROM council.question WHERE thread = $1 ORDER BY turn DESC LIMIT 1',
      [row.thread],
    )
    const { turn, state } = last.rows[0]!
    if (state === 'deliberating' || state === 'voting') throw new Problem(errors.still_deliberating)
    // The minds read what was said before; whoever asks on must be allowed to see what that rests on.
    const { words } = await sightOf(ctx, ctx.actor, { id: row.id, thread: row.thread, turn: turn + 1 })
    if (!words)
      throw new Problem(errors.evidence_hidden, 'This conversation rests on evidence you may not see; ask a question of your own.')
    return insertQuestion(ctx, wording, { project: row.project, thread: { id: row.thread, turn: turn + 1 }, micro: false })
  },
  projectOfQuestion,
)
