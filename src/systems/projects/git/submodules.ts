import { withoutCredentials } from './credentials.ts'
import { splitAtNul } from './fields.ts'

export interface DeclaredSubmodule {
  readonly name: string
  readonly path: string
  readonly url: string | null
}

/** Reads `git config --file .gitmodules --list -z`. Entries without a path, or that leave the work tree, are dropped. */
export function parseSubmodules(output: Buffer): DeclaredSubmodule[] {
  const found = new Map<string, { path?: string; url?: string }>()
  for (const field of splitAtNul(output)) {
    const [, name, key, value] = /^submodule\.(.+)\.(path|url)\n(.*)$/s.exec(field.toString('utf8')) ?? []
    if (name === undefined) continue
    found.set(name, { ...found.get(name), [key!]: value })
  }
  const submodules: DeclaredSubmodule[] = []
  for (const [name, { path, url }] of found) {
    if (path === undefined || leavesWorkTree(path)) continue
    submodules.push({ name, path, url: url === undefined ? null : withoutCredentials(url) })
  }
  return submodules
}

function leavesWorkTree(path: string): boolean {
  return path.startsWith('/') || path.split(/[\\/]/).includes('..')
}
