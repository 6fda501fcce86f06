import { isDeepStrictEqual } from 'node:util'
import type { GitFacts, GitFailure, GitProblem, RepositoryShape } from '../facts.ts'
import { programsNamed, remotesFrom, settingOf } from '../configuration.ts'
import type { Setting } from '../configuration.ts'
import { activityFrom, contributorsFrom } from '../log.ts'
import { branchesFrom, countRemoteBranches, defaultBranchFrom, tagsFrom } from '../references.ts'
import type { Reference } from '../references.ts'
import { locateRepository } from './locate-repository.ts'
import { measureGitDirectory, readGitDirectory } from './git-directory.ts'
import type { DirectoryFacts } from './git-directory.ts'
import {
  readHead,
  readHistory,
  readRecentCommits,
  readReferences,
  readSettings,
  readStashes,
  readStatus,
  readSubmodules,
  readUnpushed,
  readWorktrees,
  withMoves,
} from './read-parts.ts'
import type { Reading } from './read-parts.ts'
import { stateKeyOf } from './state-key.ts'

export interface ReadOptions {
  readonly signal?: AbortSignal
  /** Milliseconds since 1970; the clock by default. */
  readonly now?: number
  /** The git program; found on PATH by default. */
  readonly program?: string
}

/**
 * Reads everything about the repository of this folder with about six short
 * runs of git. Never throws: what cannot be read is null with a problem that
 * says why. Given earlier facts of the same UTC day and state key, only the work
 * tree is looked at, and the very same facts come back if nothing was edited.
 */
export async function readGit(dir: string, since?: GitFacts | null, options: ReadOptions = {}): Promise<GitFacts> {
  const now = options.now ?? Date.now()
  const location = await locateRepository(dir)
  if ('sentence' in location) return unreadable(dir, location, now)
  const stateKey = await stateKeyOf(location)
  const reading: Reading = { dir, location, now, options, problems: [] }
  if (since && isStillTrue(since, stateKey, now)) return withCurrentEdits(since, reading)
  const facts = await readAll(reading)
  return { dir, stateKey, readAt: new Date(now).toISOString(), ...facts }
}

const TRANSIENT = new Set(['cancelled', 'timed_out', 'git_missing', 'failed'])

function isStillTrue(since: GitFacts, stateKey: string, now: number): boolean {
  if (since.stateKey !== stateKey) return false
  // Activity and staleness are counted in days.
  if (since.readAt.slice(0, 10) !== new Date(now).toISOString().slice(0, 10)) return false
  return !since.problems.some((problem) => TRANSIENT.has(problem.code))
}

/** Edits change no state key; everything else is as it was. */
async function withCurrentEdits(since: GitFacts, reading: Reading): Promise<GitFacts> {
  if (reading.location.workTree === null) return since
  const status = await readStatus(reading, await readSettings(reading))
  const current: GitFacts = {
    ...since,
    workTree: status?.workTree ?? null,
    submodules: since.submodules && withMoves(since.submodules, status),
    problems: [...since.problems.filter(({ part }) => part !== 'workTree'), ...reading.problems],
  }
  return isDeepStrictEqual(current, since) ? since : { ...current, readAt: new Date(reading.now).toISOString() }
}

async function readAll(reading: Reading): Promise<Omit<GitFacts, 'dir' | 'stateKey' | 'readAt'>> {
  const [directory, settings, size] = await Promise.all([
    readGitDirectory(reading.location),
    readSettings(reading),
    measureGitDirectory(reading.location.commonDir),
  ])
  const [status, references] = await Promise.all([readStatus(reading, settings), readReferences(reading)])
  const head = await readHead(reading, status, references)
  const [history, recentCommits, unpushed, stashes, worktrees, submodules] = await Promise.all([
    readHistory(reading, head),
    head?.unborn ? { items: [], next: null } : readRecentCommits(reading),
    readUnpushed(reading, references),
    readStashes(reading, references),
    directory.hasWorktrees ? readWorktrees(reading) : [],
    directory.hasSubmodules ? readSubmodules(reading, status) : [],
  ])
  const defaultBranch = references && defaultBranchFrom(references, settingOf(settings ?? [], 'init.defaultbranch'))
  const context = { current: head?.branch ?? null, defaultBranch: defaultBranch?.name ?? null, unpushed, now: reading.now }
  noteLimits(reading, directory, size.complete)
  return {
    head,
    defaultBranch,
    stashes,
    worktrees,
    submodules,
    recentCommits,
    size,
    ...settingsFacts(reading, settings, { directory, references: references ?? [] }),
    operation: directory.operation,
    lastFetchAt: directory.lastFetchAt,
    workTree: status?.workTree ?? null,
    branches: references && branchesFrom(references, context),
    tags: references && tagsFrom(references),
    activity: history && activityFrom(history, reading.now),
    contributors: history && contributorsFrom(history),
    problems: reading.problems,
  }
}

interface Surroundings {
  readonly directory: DirectoryFacts
  readonly references: readonly Reference[]
}

function settingsFacts(
  reading: Reading,
  settings: readonly Setting[] | null,
  { directory, references }: Surroundings,
): Pick<GitFacts, 'shape' | 'remotes' | 'configuredPrograms'> {
  if (settings === null) return { shape: null, remotes: null, configuredPrograms: [] }
  return {
    shape: shapeFrom(reading, settings, directory),
    remotes: remotesFrom(settings, (remote) => countRemoteBranches(references, remote)),
    configuredPrograms: programsNamed(settings),
  }
}

function shapeFrom(reading: Reading, settings: readonly Setting[], directory: DirectoryFacts): RepositoryShape {
  const { gitDir, commonDir, workTree } = reading.location
  return {
    gitDir,
    commonDir,
    bare: workTree === null,
    linkedWorktree: gitDir !== commonDir,
    shallow: directory.shallow,
    partialClone: settingOf(settings, 'extensions.partialclone') !== null,
    objectFormat: settingOf(settings, 'extensions.objectformat') === 'sha256' ? 'sha256' : 'sha1',
  }
}

function noteLimits(reading: Reading, directory: DirectoryFacts, sizeComplete: boolean): void {
  if (directory.shallow) {
    reading.problems.push({
      part: 'history',
      level: 'partial',
      code: 'shallow',
      sentence: 'This is a shallow clone: older commits are not here, so history and people are lower bounds.',
    })
  }
  if (!sizeComplete) {
    reading.problems.push({
      part: 'size',
      level: 'partial',
      code: 'bounded',
      sentence: 'The git directory has more than 50,000 files; its size is a lower bound.',
    })
  }
}

function unreadable(dir: string, failure: GitFailure, now: number): GitFacts {
  const problem: GitProblem = { part: 'shape', level: 'unknown', ...failure }
  return {
    dir,
    stateKey: `none:${failure.code}`,
    readAt: new Date(now).toISOString(),
    shape: null,
    head: null,
    defaultBranch: null,
    operation: null,
    workTree: null,
    stashes: null,
    branches: null,
    tags: null,
    remotes: null,
    worktrees: null,
    submodules: null,
    recentCommits: null,
    activity: null,
    contributors: null,
    lastFetchAt: null,
    size: null,
    configuredPrograms: [],
    problems: [problem],
  }
}
