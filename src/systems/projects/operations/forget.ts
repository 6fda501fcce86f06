import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'

export const forget = operation(contract.forget, async (ctx, input) => {
  const gone = await ctx.query('DELETE FROM projects.project WHERE id = $1 AND missing_since IS NOT NULL', [input.project])
  if (gone.rowCount !== 1) throw new Problem(errors.still_there)
  await ctx.query('UPDATE projects.project SET parent = NULL WHERE parent = $1', [input.project])
  await ctx.emit(events.project_deleted, { project: input.project }, input.project)
  return {}
})
