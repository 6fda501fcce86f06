import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { findProject } from '../find-project.ts'
import { runningOf } from '../process-watch.ts'
import { asSummary } from '../summary-row.ts'

export const update = operation(contract.update, async (ctx, input) => {
  const changed = await ctx.query(
    `UPDATE projects.project SET
       name = coalesce($2, name), named_by_person = named_by_person OR $2::text IS NOT NULL,
       description = CASE WHEN $3 THEN $4 ELSE description END, tags = coalesce($5, tags),
       group_name = CASE WHEN $6 THEN nullif($7, '') ELSE group_name END, favourite = coalesce($8, favourite), version = version + 1
     WHERE id = $1 AND ($9::integer IS NULL OR version = $9)`,
    [
      input.project,
      input.name ?? null,
      input.description !== undefined,
      input.description ?? null,
      input.tags ? [...new Set(input.tags)] : null,
      input.group !== undefined,
      input.group ?? null,
      input.favourite ?? null,
      ctx.ifMatch,
    ],
  )
  const row = await findProject(ctx, input.project)
  const current = asSummary(row, runningOf(row))
  if (changed.rowCount !== 1) throw new Problem(kernelErrors.stale_version, undefined, { current })
  await ctx.emit(events.changed, { project: row.id }, row.id)
  return current
})
