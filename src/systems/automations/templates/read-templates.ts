import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Template } from '../contracts/templates.ts'

const folder = import.meta.dirname

/** The templates that come with the program: friendly texts beside this file, in the order of their titles. */
export async function readTemplates(): Promise<Template[]> {
  const { compile } = await import('../language/compile.ts')
  const { requirementsOf } = await import('../language/requirements.ts')
  const { startsOf } = await import('../language/starts.ts')
  const { labelOf } = await import('../triggers/trigger-label.ts')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'))
  const templates = await Promise.all(
    names.map(async (name): Promise<Template> => {
      const text = await readFile(join(folder, name), 'utf8')
      const { document, problems } = compile(text)
      if (document === null) throw new Error(`The template ${name} has mistakes: ${problems[0]?.message}`)
      const { secrets, operations, processes } = requirementsOf(document)
      const { title = name, summary = '' } = document.document
      return {
        id: basename(name, '.yaml'),
        title,
        summary,
        text,
        triggers: startsOf(document).map(labelOf),
        secrets: [...secrets],
        operations: [...operations],
        processes: processes.length > 0,
      }
    }),
  )
  return templates.sort((a, b) => (a.title < b.title ? -1 : 1))
}
