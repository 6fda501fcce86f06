import { mainRemote } from './remote.ts'
import type { Found, FoundKind, Place } from './found.ts'

/** What is stored of a project so that it can be recognised. Never delete what was learnt: merge with `learn`. */
export type Known = {
  id: string
  path: string
  /** Earlier paths, newest first. */
  pastPaths: string[]
  root: string
  kind: FoundKind
  place?: Place
  /** First commits ever seen checked out; empty while unknown. */
  rootCommits: string[]
  remoteKey?: string
  manifestName?: string
  /** The name the repository gives this worktree: tells it from its siblings. */
  worktreeName?: string
}

/** A found project with its fingerprint; `rootCommits` is absent while unknown. */
export type Candidate = { found: Found; rootCommits?: readonly string[] }

/** How strongly two records speak of one project, and why. */
export type Likeness = { same: boolean; score: number; reasons: Reason[] }

export type Reason =
  | 'same_path'
  | 'earlier_path'
  | 'same_folder'
  | 'same_inode'
  | 'same_history'
  | 'same_remote'
  | 'same_manifest'
  | 'same_name'
  | 'same_worktree'
  | 'other_history'
  | 'other_remote'
  | 'other_manifest'
  | 'other_worktree'
  | 'other_kind'

/**
 * Compares without regard to the present path. `same_folder` is proof by itself. A fork shares the history, so
 * another remote outweighs it. A remote or a manifest needs a second sign.
 */
export function compare(known: Known, candidate: Candidate): Likeness {
  const reasons: Reason[] = [
    ...placeReasons(known.place, candidate.found.place),
    ...kindReasons(known, candidate.found),
    ...historyReasons(known, candidate),
    ...manifestReasons(known, candidate.found),
  ]
  if (baseName(known.path) === baseName(candidate.found.path)) reasons.push('same_name')
  if (known.pastPaths.includes(candidate.found.path)) reasons.push('earlier_path')
  const score = reasons.reduce((sum, reason) => sum + weights[reason], 0)
  return { same: score >= certain, score, reasons }
}

/** The smallest score at which two records are one project. */
export const certain = 50

const weights: Record<Reason, number> = {
  same_path: 0,
  same_folder: 500,
  same_inode: 100,
  same_worktree: 0,
  same_history: 60,
  same_remote: 40,
  same_manifest: 40,
  earlier_path: 25,
  same_name: 10,
  other_manifest: -60,
  other_history: -80,
  other_remote: -120,
  other_worktree: -200,
  other_kind: -200,
}

/** What is known after a project was recognised in a found one. */
export function learn(known: Known, candidate: Candidate): Known {
  const { found } = candidate
  const hasMoved = known.path !== found.path
  const past = hasMoved ? [known.path, ...known.pastPaths.filter((path) => path !== found.path)] : known.pastPaths
  return {
    ...describe(known.id, candidate),
    pastPaths: past.slice(0, mostPaths),
    kind: found.kind === 'unknown' ? known.kind : found.kind,
    place: found.place ?? known.place,
    rootCommits: [...new Set([...known.rootCommits, ...(candidate.rootCommits ?? [])])].slice(0, mostCommits),
    remoteKey: remoteKeyOf(found) ?? known.remoteKey,
    manifestName: found.manifestName ?? known.manifestName,
    worktreeName: worktreeNameOf(found) ?? known.worktreeName,
  }
}

/** The first record of a new project. */
export function describe(id: string, candidate: Candidate): Known {
  const { found } = candidate
  return {
    id,
    path: found.path,
    pastPaths: [],
    root: found.root,
    kind: found.kind,
    place: found.place,
    rootCommits: [...(candidate.rootCommits ?? [])],
    remoteKey: remoteKeyOf(found),
    manifestName: found.manifestName,
    worktreeName: worktreeNameOf(found),
  }
}

export function remoteKeyOf(found: Found): string | undefined {
  return mainRemote(found.git?.remotes ?? [])?.key
}

const mostPaths = 20
const mostCommits = 64

// Device numbers change with a reboot; the time of birth does not, and tells a reused inode from the first one.
function placeReasons(before: Place | undefined, now: Place | undefined): Reason[] {
  if (!before || !now || before.inode !== now.inode) return []
  if (before.born !== undefined && now.born !== undefined) return before.born === now.born ? ['same_folder'] : []
  return before.device === now.device ? ['same_inode'] : []
}

function kindReasons(known: Known, found: Found): Reason[] {
  if (known.kind === 'unknown' || found.kind === 'unknown') return []
  if ((known.kind === 'worktree') !== (found.kind === 'worktree')) return ['other_kind']
  const name = worktreeNameOf(found)
  if (known.worktreeName === undefined || name === undefined) return []
  return [known.worktreeName === name ? 'same_worktree' : 'other_worktree']
}

function worktreeNameOf(found: Found): string | undefined {
  return found.kind === 'worktree' && found.git ? baseName(found.git.directory) : undefined
}

function historyReasons(known: Known, candidate: Candidate): Reason[] {
  const reasons: Reason[] = []
  const now = candidate.rootCommits ?? []
  if (known.rootCommits.length > 0 && now.length > 0) {
    reasons.push(now.some((commit) => known.rootCommits.includes(commit)) ? 'same_history' : 'other_history')
  }
  const remote = remoteKeyOf(candidate.found)
  if (known.remoteKey !== undefined && remote !== undefined) {
    reasons.push(known.remoteKey === remote ? 'same_remote' : 'other_remote')
  }
  return reasons
}

// A package renamed within one history is no contradiction, so only a folder without git is told apart by it.
function manifestReasons(known: Known, found: Found): Reason[] {
  if (known.manifestName === undefined || found.manifestName === undefined) return []
  if (known.manifestName === found.manifestName) return ['same_manifest']
  return known.kind === 'folder' && found.kind === 'folder' ? ['other_manifest'] : []
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
