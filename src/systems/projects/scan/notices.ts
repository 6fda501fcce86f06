import type { DependencyNote } from '../dependencies/graph.ts'
import { roleOf } from '../discovery/part.ts'
import type { DiscoveryFact } from '../discovery/found.ts'
import type { GitFacts } from '../git/facts.ts'
import type { Notice } from '../project.ts'

export interface NoticeSources {
  readonly git: GitFacts | null
  readonly facts: readonly DiscoveryFact[]
  readonly notes: readonly DependencyNote[]
}

const most = 200

/** What a person should know about how the project could be read: each is a sentence, none an exception. */
export function noticesOf({ git, facts, notes }: NoticeSources): Notice[] {
  const fromGit = (git?.problems ?? []).map((problem) => ({ source: 'git', code: problem.code, sentence: problem.sentence, path: null }))
  const fromFiles = facts.map((fact) => ({ source: 'files', code: fact.code, sentence: fact.text, path: fact.path }))
  const fromDependencies = notes.map((note) => ({
    source: 'dependencies',
    code: 'note',
    sentence: note.sentence,
    path: note.line === undefined ? note.file : `${note.file}:${note.line}`,
  }))
  return distinct([...fromGit, ...fromFiles, ...fromDependencies]).slice(0, most)
}

/** The walk over the roots and the reading of the files may stumble over the same thing. */
function distinct(notices: readonly Notice[]): Notice[] {
  const known = new Set<string>()
  return notices.filter(({ code, path, sentence }) => {
    const key = `${code} ${path} ${sentence}`
    return !known.has(key) && known.add(key)
  })
}

/** Notices that mean something is broken, not merely unknown or bounded; what is broken on purpose, in fixtures, is not. */
export function brokenSentences(notices: readonly Notice[]): string[] {
  return notices
    .filter((notice) => brokenCodes.has(notice.code) && roleOf(folderOf(notice.path ?? '')) === 'package')
    .map((notice) => (notice.path ? `${notice.sentence.replace(/\.$/, '')} (${notice.path})` : notice.sentence))
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

const brokenCodes = new Set([
  'corrupt',
  'permission_denied',
  'git_broken',
  'git_failed',
  'manifest_broken',
  'unreadable',
  'not_a_repository',
])
