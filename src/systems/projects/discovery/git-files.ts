import { parseGitConfig, type ConfigSection } from './git-config.ts'
import type { Remote } from './found.ts'
import { readRemote } from './remote.ts'

export type Head = { branch?: string; commit?: string }

const objectName = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** The content of HEAD; undefined when it is neither a branch nor a commit, which is to say broken. */
export function parseHead(text: string): Head | undefined {
  const line = text.trim()
  const reference = /^ref:\s*(\S.*)$/.exec(line)?.[1]
  // The table format of references keeps this placeholder in HEAD; the true branch is in the tables.
  if (reference === 'refs/heads/.invalid') return {}
  if (reference) return { branch: reference.replace(/^refs\/heads\//, '') }
  return objectName.test(line) ? { commit: line } : undefined
}

/** The commit a branch is at according to the text of packed-refs. */
export function packedCommit(packed: string, branch: string): string | undefined {
  const ending = ` refs/heads/${branch}`
  const line = packed.split('\n').find((one) => one.endsWith(ending))
  const commit = line?.slice(0, line.length - ending.length)
  return commit && objectName.test(commit) ? commit : undefined
}

/** Where the text of a `.git` file points, as written. */
export function parseGitFile(text: string): string | undefined {
  return /^gitdir:\s*(.+?)\s*$/m.exec(text)?.[1]
}

export type RepositoryConfig = { bare: boolean; remotes: Remote[] }

export function parseRepositoryConfig(text: string): RepositoryConfig {
  const sections = parseGitConfig(text)
  const core = values(sections, 'core')
  const remotes = sections.flatMap((one) =>
    one.section === 'remote' && one.name && one.values.url ? [readRemote(one.name, one.values.url)] : [],
  )
  return { bare: core.bare === 'true', remotes }
}

export type DeclaredSubmodule = { name: string; path: string; url?: string }

/** The text of .gitmodules. Paths that would leave the repository are dropped. */
export function parseSubmodules(text: string): DeclaredSubmodule[] {
  return parseGitConfig(text).flatMap((one) => {
    const path = one.values.path?.replace(/\/+$/, '')
    if (one.section !== 'submodule' || !one.name || !path) return []
    if (path.startsWith('/') || path.split('/').includes('..')) return []
    const url = one.values.url
    return [{ name: one.name, path, url: url === undefined ? undefined : readRemote('origin', url).url }]
  })
}

function values(sections: readonly ConfigSection[], section: string): Record<string, string> {
  return Object.assign({}, ...sections.filter((one) => one.section === section && !one.name).map((one) => one.values))
}
