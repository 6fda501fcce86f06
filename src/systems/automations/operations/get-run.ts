import type { Ctx } from '#kernel/context.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { explainRun } from '../explain-run.ts'
import {
  asCost,
  asRun,
  asTask,
  costColumns,
  findRun,
  isTask,
  projectOfRun,
  taskColumns,
  type CostSum,
  type RunRow,
  type TaskRow,
} from '../run-summary.ts'
import type { AutomationRun } from '../shapes/run.ts'

const most = 200

export const getRun = operation(
  contract.getRun,
  async (ctx, input) => {
    const row = await findRun(ctx, input.run)
    const [data, tasks, children, why, spent] = await Promise.all([
      ctx.query<{ input: unknown; output: unknown }>('SELECT input, output FROM automations.run WHERE id = $1', [row.id]),
      ctx.query<TaskRow>(`SELECT ${taskColumns} FROM automations.task t WHERE run = $1 AND ${isTask} ORDER BY position LIMIT ${most + 1}`, [
        row.id,
      ]),
      ctx.query<{ run: string; number: string; name: string; state: AutomationRun['state'] }>(
        'SELECT id AS run, number, name, state FROM automations.run WHERE parent = $1 ORDER BY created_at, id LIMIT 200',
        [row.id],
      ),
      explainRun(ctx, row),
      spentBy(ctx, row),
    ])
    return {
      ...asRun(row),
      ...data.rows[0]!,
      items: tasks.rows.slice(0, most).map(asTask),
      more: tasks.rows.length > most,
      why,
      children: children.rows.map((child) => ({ ...child, number: Number(child.number) })),
      cost: asCost(spent.cost),
      cpuMilliseconds: spent.cpu,
      pausing: row.pause_requested_at !== null,
      cancelling: row.cancel_requested_at !== null,
    }
  },
  projectOfRun,
)

/** What a run took over from the one it was restarted from was paid for there. */
async function spentBy(ctx: Ctx, { id, created_at }: RunRow): Promise<{ cost: CostSum | null; cpu: number | null }> {
  const found = await ctx.query<{ cost: CostSum | null; cpu: number | null }>(
    `SELECT ${costColumns} AS cost, sum(c.cpu_milliseconds)::integer AS cpu FROM automations.task c WHERE c.run = $1 AND c.started_at >= $2`,
    [id, created_at],
    'automations.run.spent',
  )
  return found.rows[0]!
}
