import { operation } from '#kernel/operation.ts'
import { pageOf, readCursor } from '#kernel/keyset.ts'
import { contract } from '../contract.ts'
import { asTask, isTask, projectOfRun, taskColumns, type TaskRow } from '../run-summary.ts'

export const listRunTasks = operation(
  contract.listRunTasks,
  async (ctx, input) => {
    const after = readCursor(input.cursor, ['number'])
    const rows = await ctx.query<TaskRow>(
      `SELECT ${taskColumns} FROM automations.task t WHERE run = $1 AND ${isTask} AND ($2::bigint IS NULL OR position > $2)
         AND ($3::text IS NULL OR strpos(key, $3) > 0) ORDER BY position LIMIT $4`,
      [input.run, after?.[0] ?? null, input.text ?? null, input.limit + 1],
    )
    const page = pageOf(rows.rows, input.limit, (row) => [Number(row.position)])
    return { items: page.items.map(asTask), next: page.next }
  },
  projectOfRun,
)
