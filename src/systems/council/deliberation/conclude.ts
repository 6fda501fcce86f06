import type { Ctx } from '#kernel/context.ts'
import type { Workflow } from '#kernel/workflow.ts'
import { lockQuestion } from '../find-question.ts'
import { askMind } from './ask-mind.ts'
import { excuseSilent } from './excuse.ts'
import { finishQuestion } from './finish-question.ts'
import type { Round } from './stored-ballot.ts'
import { keepAnswer } from './weigh.ts'

interface Plan {
  readonly goesOn: boolean
  /** Who is asked in the one crux round; nobody when the answer is clear. */
  readonly crux: readonly string[]
  readonly writer: string | null
  readonly until: { readonly crux: string; readonly text: string }
}

/** Weighs the ballots, asks once more where it is worth it, and writes the answer down. */
export async function conclude(workflow: Workflow, question: string): Promise<unknown> {
  const first = await workflow.step('weigh', ({ ctx }) => weigh(ctx, question))
  if (!first.goesOn) return { question }
  let writer = first.writer
  if (first.crux.length > 0) {
    await workflow.progress({ step: 'crux', message: 'Asking once more about what divides them' })
    await askTogether(workflow, { question, round: 'crux', voters: first.crux, until: first.until.crux })
    writer = (await workflow.step('weigh again', ({ ctx }) => weigh(ctx, question))).writer
  }
  if (writer !== null) {
    await workflow.progress({ step: 'write', message: 'Writing the answer' })
    await askTogether(workflow, { question, round: 'text', voters: [writer], until: first.until.text })
  }
  return workflow.step('finish', ({ ctx }) => finishQuestion(ctx, question))
}

export interface Together {
  readonly question: string
  readonly round: Round
  readonly voters: readonly string[]
  readonly until: string
}

/** Asks several minds side by side. One that breaks in a way nobody foresaw is absent; the others go on. */
export async function askTogether(workflow: Workflow, { question, round, voters, until }: Together): Promise<void> {
  const asked = voters.map((voter) =>
    workflow
      .step(`${round} ${voter}`, (step) => askMind(step, { question, voter, round, until }), { retries: 1, intervalMilliseconds: 200 })
      .catch(() => 'broken' as const),
  )
  await Promise.all(asked)
}

/** Everybody still silent is absent from here on; the answer is what the ballots say. */
async function weigh(ctx: Ctx, question: string): Promise<Plan> {
  await excuseSilent(ctx, question, 'It did not answer in time.')
  return ctx.transaction(async (open) => {
    const row = await lockQuestion(open, question)
    const until = endsOf(row.deadline_at, { now: open.clock.now(), seconds: row.deadline_seconds })
    if (row.state !== 'deliberating' && row.state !== 'voting') return { goesOn: false, crux: [], writer: null, until }
    await open.query(`UPDATE council.question SET stage = 'weigh' WHERE id = $1`, [question])
    const { answer, said } = await keepAnswer(open, row)
    const round = answer.type === 'choice' || answer.type === 'yes-no' ? answer.cruxRound : undefined
    const asked = round ? [round.dissenter, ...round.supporters].filter((voter) => voter !== undefined) : []
    const minds = new Set(said.seats.filter((seat) => seat.kind === 'persona' && seat.model !== null).map((seat) => seat.voter))
    const writer = answer.type === 'open' && answer.outcome.kind === 'decision' ? (answer.writer ?? null) : null
    return {
      goesOn: true,
      crux: asked.filter((voter) => minds.has(voter)),
      writer: writer !== null && minds.has(writer) ? writer : null,
      until,
    }
  })
}

/** The question's own deadline, or, when people voted for days, a fresh share of its time. */
function endsOf(deadline: Date | null, { now, seconds }: { now: Date; seconds: number }): Plan['until'] {
  const fresh = new Date(now.getTime() + seconds * 400)
  const end = deadline && deadline > now ? deadline : fresh
  const left = end.getTime() - now.getTime()
  return { crux: new Date(now.getTime() + left * 0.85).toISOString(), text: new Date(now.getTime() + left * 0.95).toISOString() }
}
