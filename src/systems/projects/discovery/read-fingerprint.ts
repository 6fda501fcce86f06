import { fromText, join, toSystem } from './byte-path.ts'
import { lstatSync } from 'node:fs'
import type { DiscoveryFact, Found } from './found.ts'
import { askGit } from './read-git.ts'

/** What stays the same wherever a repository lies. `rootCommits` is absent where it cannot be known. */
export type Fingerprint = { rootCommits?: string[]; facts: DiscoveryFact[] }

/** Kept by the caller, by `fingerprintKey`: history before a commit never changes. */
export type FingerprintCache = { get(key: string): string[] | undefined; set(key: string, rootCommits: string[]): unknown }

/**
 * The first commits of the checked-out history. An unborn branch has none; a shallow clone hides them, so they are
 * unknown there. A repository git cannot read becomes a fact.
 */
export async function readFingerprint(found: Found, cache?: FingerprintCache): Promise<Fingerprint> {
  if (!found.git || found.git.shallow) return { facts: [] }
  const key = fingerprintKey(found)
  const known = key === undefined ? undefined : cache?.get(key)
  if (known) return { rootCommits: known, facts: [] }
  const folder = fromText(found.path)
  const directory = lstatSync(toSystem(join(folder, '.git')), { throwIfNoEntry: false }) ? '.git' : '.'
  const answer = await askGit({
    folder,
    arguments: [`--git-dir=${directory}`, 'rev-list', '--max-parents=0', '--max-count=64', 'HEAD', '--'],
    mostBytes: 64 * 1024,
  })
  if (!answer.ok) return withoutHistory(found, answer.reason)
  const rootCommits = answer.output.toString('latin1').trim().split('\n').filter(Boolean).sort()
  if (key !== undefined) cache?.set(key, rootCommits)
  return { rootCommits, facts: [] }
}

/** Equal keys have equal first commits; undefined while nothing is committed. */
export function fingerprintKey(found: Found): string | undefined {
  return found.git?.head?.commit
}

function withoutHistory(found: Found, reason: string): Fingerprint {
  const isUnborn = found.git?.head?.branch !== undefined && found.git.head.commit === undefined
  if (isUnborn && /bad revision|unknown revision/.test(reason)) return { rootCommits: [], facts: [] }
  return { facts: [{ code: 'git_failed', path: found.path, text: `Git cannot read its history: ${reason}` }] }
}
