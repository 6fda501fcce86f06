import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { asAutomation, findAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { authorOf, readyText, storeDefinition, storeVersion, type ReadyText } from '../save-text.ts'
import { syncTriggers } from '../triggers/sync-triggers.ts'

export const create = operation(contract.create, async (ctx, input) => {
  if (input.project === undefined && ctx.projects !== 'all') {
    throw new Problem(kernelErrors.forbidden, 'Name the project: you may not make automations that belong to none.')
  }
  const ready = await readyText(ctx, input.text)
  const author = JSON.stringify(authorOf(ctx))
  const id = await ctx.transaction((open) => insertAutomation(open, { ...input, ready, author }))
  return asAutomation(await findAutomation(ctx, id))
})

interface NewAutomation {
  readonly ready: ReadyText
  readonly author: string
  readonly project?: string
  readonly tags: readonly string[]
  readonly note?: string
  readonly enabled: boolean
}

async function insertAutomation(ctx: Ctx, input: NewAutomation): Promise<string> {
  const { ready } = input
  await storeDefinition(ctx, ready)
  const id = ctx.id()
  const { name, namespace, title, summary } = ready.document.document
  const inserted = await ctx.query(
    `INSERT INTO automations.automation (id, name, namespace, title, summary, project, tags, number, hash, form, author, host, disabled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, CASE WHEN $12 THEN NULL ELSE now() END) ON CONFLICT (namespace, name) DO NOTHING`,
    [
      id,
      name,
      namespace,
      title ?? null,
      summary ?? null,
      input.project ?? null,
      [...new Set(input.tags)],
      ready.hash,
      ready.form,
      input.author,
      ready.requirements.processes.length > 0 ? ctx.host.id : null,
      input.enabled,
    ],
  )
  if (inserted.rowCount !== 1) throw new Problem(errors.name_taken, `There is an automation "${name}" already; choose another name.`)
  await storeVersion(ctx, ready, { automation: id, number: 1, note: input.note ?? null })
  await syncTriggers(ctx, id)
  await ctx.emit(events.saved, { automation: id, number: 1 }, input.project ?? null)
  return id
}
