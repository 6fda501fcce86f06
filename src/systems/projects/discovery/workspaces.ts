import { compileGlob } from './glob.ts'
import { declarationsOf } from './workspace-declarations.ts'

export type ManifestText = { /** relative to the project */ file: string; text: string }

/** Which of `folders` are members of a workspace, with the file that says so. The first declaration wins. */
export function workspaceMembers(manifests: readonly ManifestText[], folders: readonly string[]): Map<string, string> {
  const members = new Map<string, string>()
  for (const { file, text } of manifests) {
    const top = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : ''
    for (const { include, exclude } of declarationsOf(file, text)) {
      const matches = matcher(include, exclude)
      for (const folder of folders) {
        const inner = below(folder, top)
        if (inner !== undefined && matches(inner) && !members.has(folder)) members.set(folder, file)
      }
    }
  }
  return members
}

function matcher(include: readonly string[], exclude: readonly string[]): (path: string) => boolean {
  const refused = [...exclude, ...include.filter((one) => one.startsWith('!')).map((one) => one.slice(1))].map(compileGlob)
  const wanted = include.filter((one) => !one.startsWith('!')).map(compileGlob)
  return (path) => wanted.some((one) => one.test(path)) && !refused.some((one) => one.test(path))
}

function below(folder: string, top: string): string | undefined {
  if (top === '') return folder === '' ? undefined : folder
  return folder.startsWith(`${top}/`) ? folder.slice(top.length + 1) : undefined
}
