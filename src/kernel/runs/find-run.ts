import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import { runColumns, type RunRow } from './row.ts'

/** The row of a run, or the system's not-found problem. */
export async function findRun(ctx: Ctx, id: string): Promise<RunRow> {
  const found = await ctx.query<RunRow>(`SELECT ${runColumns} FROM kernel.run WHERE id = $1`, [id], 'runs.find')
  const row = found.rows[0]
  if (!row) throw new Problem(errors.not_found)
  return row
}

/** For `project: { row: 'run' }`. */
export async function projectOfRun(ctx: Ctx, input: { id: string }): Promise<string | null> {
  return (await findRun(ctx, input.id)).project
}
