import type { Branch, DefaultBranch, Tag, Tags, Upstream } from './facts.ts'
import { timeFromSeconds } from './fields.ts'

/** One line per reference, in this order; names of references never contain NUL or newlines. */
export const REFERENCE_FORMAT = [
  '%(refname)',
  '%(objectname)',
  '%(*objectname)',
  '%(creatordate:unix)',
  '%(upstream)',
  '%(upstream:track,nobracket)',
  '%(symref)',
].join('%00')

export interface Reference {
  readonly name: string
  /** The commit, also for annotated tags. */
  readonly commit: string
  readonly at: string | null
  readonly upstream: Upstream | null
  readonly pointsTo: string | null
}

export function parseReferences(output: Buffer): Reference[] {
  return output
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(parseReference)
}

export interface BranchContext {
  readonly current: string | null
  readonly defaultBranch: string | null
  /** From countUnpushed; null where there is no remote to compare with. */
  readonly unpushed: ReadonlyMap<string, number> | null
  /** Milliseconds since 1970. */
  readonly now: number
}

export function branchesFrom(references: readonly Reference[], context: BranchContext): Branch[] {
  return local(references).map((reference) => {
    const name = reference.name.slice(HEADS.length)
    return {
      name,
      commit: reference.commit,
      lastCommitAt: reference.at,
      upstream: reference.upstream,
      unpushed: context.unpushed === null ? null : (context.unpushed.get(reference.commit) ?? 0),
      stale: name !== context.defaultBranch && isStale(reference, context.now),
      current: name === context.current,
    }
  })
}

export function tagsFrom(references: readonly Reference[]): Tags {
  const tags = references.filter((reference) => reference.name.startsWith(TAGS))
  const newest: Tag[] = tags
    .toSorted((left, right) => (right.at ?? '').localeCompare(left.at ?? ''))
    .slice(0, 20)
    .map((tag) => ({ name: tag.name.slice(TAGS.length), commit: tag.commit, at: tag.at }))
  return { count: tags.length, newest }
}

/** What a clone recorded as the remote's own default comes first; convention only after it. */
export function defaultBranchFrom(references: readonly Reference[], configured: string | null): DefaultBranch | null {
  const recorded = references.find((reference) => reference.pointsTo !== null && REMOTE_HEAD.test(reference.name))
  if (recorded?.pointsTo) {
    const name = recorded.pointsTo.replace(/^refs\/remotes\/[^/]+\//, '')
    return { name, evidence: `${recorded.name} points to ${recorded.pointsTo}` }
  }
  const names = new Set(local(references).map((reference) => reference.name.slice(HEADS.length)))
  if (configured !== null && names.has(configured)) return { name: configured, evidence: 'init.defaultBranch' }
  if (names.size === 1) return { name: [...names][0]!, evidence: 'the only branch' }
  const usual = ['main', 'master', 'trunk', 'develop'].find((name) => names.has(name))
  return usual === undefined ? null : { name: usual, evidence: `a branch named ${usual} exists` }
}

/** Remote-tracking branches per remote, without the remote's HEAD pointer. */
export function countRemoteBranches(references: readonly Reference[], remote: string): number {
  const prefix = `refs/remotes/${remote}/`
  return references.filter((reference) => reference.name.startsWith(prefix) && reference.pointsTo === null).length
}

/**
 * Counts, for each tip, the commits reachable from it in the output of
 * `git rev-list --parents --branches --not --remotes`: those on no remote.
 */
export function countUnpushed(revisions: string, tips: readonly string[]): Map<string, number> {
  const parents = new Map<string, readonly string[]>()
  for (const line of revisions.split('\n')) {
    const [commit, ...rest] = line.split(' ')
    if (commit) parents.set(commit, rest)
  }
  return new Map(tips.map((tip) => [tip, countReachable(tip, parents)]))
}

const HEADS = 'refs/heads/'
const TAGS = 'refs/tags/'
const REMOTE_HEAD = /^refs\/remotes\/(origin|[^/]+)\/HEAD$/
const STALE_AFTER_MS = 90 * 86_400_000

function parseReference(line: string): Reference {
  const [name = '', object = '', peeled = '', at, upstream = '', track = '', pointsTo = ''] = line.split('\0')
  return {
    name,
    commit: peeled === '' ? object : peeled,
    at: timeFromSeconds(at),
    upstream: upstream === '' ? null : parseUpstream(upstream, track),
    pointsTo: pointsTo === '' ? null : pointsTo,
  }
}

function parseUpstream(reference: string, track: string): Upstream {
  const gone = track === 'gone'
  return {
    name: reference.replace(/^refs\/(remotes|heads)\//, ''),
    reference,
    ahead: gone ? null : Number(/ahead (\d+)/.exec(track)?.[1] ?? 0),
    behind: gone ? null : Number(/behind (\d+)/.exec(track)?.[1] ?? 0),
    gone,
  }
}

function local(references: readonly Reference[]): Reference[] {
  return references.filter((reference) => reference.name.startsWith(HEADS))
}

function isStale(reference: Reference, now: number): boolean {
  if (reference.upstream?.gone) return true
  return reference.at !== null && now - Date.parse(reference.at) > STALE_AFTER_MS
}

function countReachable(tip: string, parents: ReadonlyMap<string, readonly string[]>): number {
  const seen = new Set<string>()
  const open = [tip]
  for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
    const next = parents.get(commit)
    if (next === undefined || seen.has(commit)) continue
    seen.add(commit)
    open.push(...next)
  }
  return seen.size
}
