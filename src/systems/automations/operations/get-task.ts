import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { asTask, projectOfRun, taskColumns, type TaskRow } from '../run-summary.ts'

export const getTask = operation(
  contract.getTask,
  async (ctx, input) => {
    const found = await ctx.query<TaskRow & { input: unknown; output: unknown }>(
      `SELECT ${taskColumns}, input, output FROM automations.task t WHERE run = $1 AND key = $2`,
      [input.run, input.key],
    )
    const row = found.rows[0]
    if (!row) throw new Problem(errors.task_not_found)
    return { ...asTask(row), input: row.input, output: row.output }
  },
  projectOfRun,
)
