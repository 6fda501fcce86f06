import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { asAutomation, findAutomation, type AutomationRow } from './automation-row.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { reviewGrants } from './grant-row.ts'
import { syncTriggers } from './triggers/sync-triggers.ts'
import { authorOf, storeDefinition, storeVersion, type ReadyText } from './save-text.ts'
import { findVersion } from './version-row.ts'

/** Makes a text the newest version of an automation. Who saves it is from then on whom it acts for. */
export async function saveVersion(ctx: Ctx, row: AutomationRow, { ready, note }: { ready: ReadyText; note: string | null }): Promise<void> {
  const { name, namespace, title, summary } = ready.document.document
  const taken = await ctx.query('SELECT FROM automations.automation WHERE namespace = $1 AND name = $2 AND id <> $3', [
    namespace,
    name,
    row.id,
  ])
  if (taken.rowCount !== 0) throw new Problem(errors.name_taken, `There is an automation "${name}" already; choose another name.`)
  await storeDefinition(ctx, ready)
  const changed = await ctx.query<{ number: number }>(
    `UPDATE automations.automation SET name = $2, namespace = $3, title = $4, summary = $5, hash = $6, form = $7, author = $8, host = $9,
       number = number + 1, version = version + 1, updated_at = now()
     WHERE id = $1 AND ($10::integer IS NULL OR version = $10) RETURNING number`,
    [
      row.id,
      name,
      namespace,
      title ?? null,
      summary ?? null,
      ready.hash,
      ready.form,
      JSON.stringify(authorOf(ctx)),
      ready.requirements.processes.length > 0 ? (row.host ?? ctx.host.id) : null,
      ctx.ifMatch,
    ],
  )
  const number = changed.rows[0]?.number
  if (number === undefined) {
    throw new Problem(kernelErrors.stale_version, undefined, { current: asAutomation(await findAutomation(ctx, row.id)) })
  }
  await storeVersion(ctx, ready, { automation: row.id, number, note })
  await reviewGrants(ctx, { automation: row.id, project: row.project, before: await findVersion(ctx, row.id, number - 1), after: ready })
  await syncTriggers(ctx, row.id)
  await ctx.emit(events.saved, { automation: row.id, number }, row.project)
}
