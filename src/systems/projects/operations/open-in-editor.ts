import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize, sep } from 'node:path'
import { z } from 'zod'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { readSetting } from '#kernel/settings/public.ts'
import { contract } from '../contract.ts'
import { editorArguments, editorLink } from '../editor.ts'
import { errors } from '../errors.ts'
import { findProjectHere } from '../find-project.ts'

export const openInEditor = operation(contract.openInEditor, async (ctx, input) => {
  const project = await findProjectHere(ctx, input.project)
  const file = await fileInside(project.path, input.path)
  const editor = await readSetting(ctx, 'projects.editor', z.string().trim().min(1).max(200), '')
  const link = editorLink(editor || 'code', file, input.line)
  if (!editor) throw new Problem(errors.no_editor, undefined, { link })
  const [program, ...args] = editorArguments(editor, file, input.line)
  const child = spawn(program!, args, { cwd: project.path, detached: true, stdio: 'ignore' })
  await once(child, 'spawn').catch((error: Error) => {
    throw new Problem(errors.no_editor, `${program} could not be started: ${error.message}.`, { link })
  })
  child.unref()
  return { sentence: `Opened ${input.path || project.name} in ${program}.`, link }
})

/** The file's path; neither dots nor links may lead out of the project. */
async function fileInside(folder: string, path: string): Promise<string> {
  const relative = normalize(path || '.')
  const file = join(folder, relative)
  const leadsOut = isAbsolute(relative) || relative === '..' || relative.startsWith(`..${sep}`)
  if (leadsOut || !isWithin(await realPlace(file), await realPlace(folder)))
    throw new Problem(kernelErrors.invalid_input, 'The file must lie in the project.')
  return file
}

/** Where a path leads when links are followed; of what is not there yet, where its folder leads. */
async function realPlace(path: string): Promise<string> {
  return realpath(path).catch(async () => (dirname(path) === path ? path : join(await realPlace(dirname(path)), '…')))
}

function isWithin(place: string, folder: string): boolean {
  return place === folder || place.startsWith(folder + sep)
}
