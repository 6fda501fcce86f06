import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { projectOfRun } from '../run-summary.ts'

interface LineRow {
  position: string
  task: string
  at: Date
  stream: 'stdout' | 'stderr' | 'note'
  text: string
}

export const readLog = operation(
  contract.readLog,
  async (ctx, input) => {
    const rows = await ctx.query<LineRow>(
      `SELECT position, task, at, stream, text FROM automations.log WHERE run = $1 AND ($2::text IS NULL OR task = $2)
         AND ($3::text IS NULL OR strpos(lower(text), lower($3)) > 0) AND ($4::bigint IS NULL OR position > $4) ORDER BY position LIMIT $5`,
      [input.run, input.task ?? null, input.text ?? null, input.after ?? null, input.limit + 1],
    )
    const lines = rows.rows.slice(0, input.limit).map((row) => ({ ...row, at: row.at.toISOString() }))
    return { lines, next: rows.rows.length > input.limit ? lines.at(-1)!.position : null }
  },
  projectOfRun,
)
