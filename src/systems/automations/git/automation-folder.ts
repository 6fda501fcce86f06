import { lstat, mkdir, readdir, readFile, realpath, rename, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { projectReferences } from '#systems/projects/public.ts'
import { errors } from '../errors.ts'

const inside = join('.optimus', 'automations')
const largestText = 1_048_576

/** Where a project keeps its automations, on the machine that the project is on. */
export interface AutomationFolder {
  /** The folder of the project. */
  readonly project: string
  readonly path: string
}

export async function folderOf(ctx: Ctx, project: string): Promise<AutomationFolder> {
  const [found] = await projectReferences(ctx, [project])
  if (!found) throw new Problem(errors.folder_refused, 'The project has no folder.')
  if (found.host !== ctx.host.id) throw new Problem(errors.folder_refused, `${found.name} lies on another machine; call the Optimus there.`)
  return { project: found.path, path: join(found.path, inside) }
}

/** Makes the folder. One that leads out of the project by a link is refused. */
export async function makeFolder({ project, path }: AutomationFolder): Promise<void> {
  await requireInside(project, join(project, '.optimus'))
  await mkdir(path, { recursive: true })
  await requireInside(project, path)
}

async function requireInside(project: string, path: string): Promise<void> {
  const real = await realpath(path).catch(() => null)
  if (real === null || real.startsWith((await realpath(project)) + sep)) return
  throw new Problem(errors.folder_refused, `${path} leads out of the project.`)
}

/** Writes a text as a whole or not at all; tells whether it was another one before. */
export async function writeText(folder: AutomationFolder, name: string, text: string): Promise<boolean> {
  const path = join(folder.path, name)
  if ((await readText(folder, name).catch(() => null)) === text) return false
  const beside = `${path}.${process.pid}.part`
  await writeFile(beside, text, { flag: 'wx' })
  await rename(beside, path)
  return true
}

/** The texts that lie in the folder, by file name. */
export async function listTexts({ project, path }: AutomationFolder): Promise<string[]> {
  await requireInside(project, path)
  const names = await readdir(path).catch(() => [])
  return names.filter((name) => /\.(yaml|yml|json)$/.test(name) && !name.startsWith('.')).sort()
}

/** Throws with a sentence for what is no plain file, or too large. */
export async function readText({ path }: AutomationFolder, name: string): Promise<string> {
  const found = await lstat(join(path, name))
  if (!found.isFile()) throw new Error('It is no plain file.')
  if (found.size > largestText) throw new Error('A text has at most 1 MiB.')
  return readFile(join(path, name), 'utf8')
}
