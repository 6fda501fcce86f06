import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { folderOf, makeFolder, writeText } from '../git/automation-folder.ts'
import { commitFolder } from '../git/commit-folder.ts'

interface Exported {
  name: string
  text: string
}

/** The texts as people wrote them, comments and all. */
export const exportGit = operation(contract.exportGit, async (ctx, input) => {
  const folder = await folderOf(ctx, input.project)
  const found = await ctx.query<Exported>(
    `SELECT a.name, v.text FROM automations.automation a JOIN automations.version v ON v.automation = a.id AND v.number = a.number
     WHERE a.project = $1 ORDER BY a.name`,
    [input.project],
  )
  await makeFolder(folder)
  const files = []
  for (const { name, text } of found.rows) {
    const file = `${name}.yaml`
    const isNew = await writeText(folder, file, text)
    files.push({ file, automation: name, state: isNew ? ('written' as const) : ('same' as const) })
  }
  const commit = input.commit ? await commitFolder(folder, ctx.actor.name, 'Automations as Optimus has them') : null
  return { folder: folder.path, files, commit }
})
