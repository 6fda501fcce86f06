import type { Ctx } from '#kernel/context.ts'
import { insertQuestion, type Wording } from '../asking/insert-question.ts'
import { listAt, numberAt, textAt } from '../evidence/field.ts'
import { readOperation } from '../evidence/gather.ts'
import { listUsableModels } from '#systems/models/public.ts'
import { readForecasting } from './forecasting-row.ts'
import { proposeForecasts, type ForecastSubject } from './propose.ts'

/** Cheap on purpose: what one such question may cost at most, in millionths of a dollar. */
const budgetMicros = 200_000

/** For the schedule: asks what is still missing of today's micro-forecasts, where somebody turned them on. */
export async function askForecasts(ctx: Ctx): Promise<number> {
  const { enabled, perDay } = await readForecasting(ctx)
  if (!enabled || (await listUsableModels(ctx)).length === 0) return 0
  const now = ctx.clock.now()
  return ctx.transaction(async (open) => {
    await open.query('LOCK TABLE council.forecasting IN EXCLUSIVE MODE')
    const today = await open.query<{ text: string; project: string; today: boolean }>(
      `SELECT text, project, asked_at >= date_trunc('day', now()) AS today FROM council.question WHERE micro AND (asked_at >= date_trunc('day', now()) OR resolved_at IS NULL)`,
    )
    const left = perDay - today.rows.filter((row) => row.today).length
    if (left <= 0) return 0
    const known = new Set(today.rows.map((row) => `${row.project} ${row.text.split(' by ')[0]}`))
    const proposals = proposeForecasts(await readSubjects(open), now, perDay * 3)
    const fresh = proposals.filter(({ project, text }) => !known.has(`${project} ${text.split(' by ')[0]}`)).slice(0, left)
    for (const { project, text, resolver } of fresh) {
      await insertQuestion(open, { ...form, text, resolver }, { project, thread: null, micro: true })
    }
    return fresh.length
  })
}

const form: Omit<Wording, 'text'> = {
  context: '',
  type: 'yes-no',
  options: [],
  domain: 'micro',
  reversibility: 'reversible',
  minds: true,
  adaptive: true,
  deadlineSeconds: 180,
  budgetMicros,
}

async function readSubjects(ctx: Ctx): Promise<ForecastSubject[]> {
  const declaration = readOperation(ctx, 'projects.list')
  if (!declaration) return []
  const answer = await ctx.call(declaration, { limit: 100 })
  return listAt(answer, 'items').flatMap((item) => {
    const id = textAt(item, 'id')
    const name = textAt(item, 'name')
    if (id === null || name === null) return []
    return [
      {
        id,
        name,
        lastCommitAt: textAt(item, 'git.lastCommitAt'),
        unpushed: numberAt(item, 'git.unpushed'),
        changes: numberAt(item, 'git.changes'),
        level: textAt(item, 'health.level'),
        dependencies: numberAt(item, 'dependencies'),
      },
    ]
  })
}
