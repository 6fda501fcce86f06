import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { OutputOf } from '#kernel/contract.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { folderOf, listTexts, readText, type AutomationFolder } from '../git/automation-folder.ts'

type Imported = OutputOf<typeof contract.importGit>['files'][number]

export const importGit = operation(contract.importGit, async (ctx, input) => {
  const folder = await folderOf(ctx, input.project)
  const files: Imported[] = []
  for (const file of await listTexts(folder)) files.push(await importFile(ctx, { folder, file, project: input.project }))
  return { folder: folder.path, files }
})

interface Place {
  readonly folder: AutomationFolder
  readonly file: string
  readonly project: string
}

async function importFile(ctx: Ctx, { folder, file, project }: Place): Promise<Imported> {
  const refused = (error: unknown): Imported => ({ file, automation: null, state: 'refused', reason: (error as Error).message })
  const text = await readText(folder, file).catch((error: unknown) => refused(error))
  if (typeof text !== 'string') return text
  try {
    return await keep(ctx, { text, file, project })
  } catch (error) {
    if (error instanceof Problem) return refused(error)
    throw error
  }
}

/** Each in a transaction of its own: one with mistakes keeps no other from coming in. */
async function keep(ctx: Ctx, { text, file, project }: { text: string; file: string; project: string }): Promise<Imported> {
  const { document, hash } = await ctx.call(contract.validate, { text })
  const name = (document?.['document'] as { name?: string } | undefined)?.name ?? null
  const known = name === null ? null : await find(ctx, name)
  if (known === null || known.project !== project) {
    const made = await ctx.call(contract.create, { text, project, note: `From ${file}` })
    return { file, automation: made.name, state: 'created', reason: null }
  }
  if (known.hash === hash && known.text === text) return { file, automation: name, state: 'same', reason: null }
  await ctx.call(contract.save, { automation: known.id, text, note: `From ${file}` })
  return { file, automation: name, state: 'saved', reason: null }
}

async function find(ctx: Ctx, name: string): Promise<{ id: string; project: string | null; hash: string; text: string } | null> {
  const found = await ctx.query<{ id: string; project: string | null; hash: string; text: string }>(
    `SELECT a.id, a.project, a.hash, v.text FROM automations.automation a JOIN automations.version v ON v.automation = a.id AND v.number = a.number
     WHERE a.name = $1 LIMIT 1`,
    [name],
  )
  return found.rows[0] ?? null
}
