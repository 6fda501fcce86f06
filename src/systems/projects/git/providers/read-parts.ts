import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommitPage, GitPart, GitProblem, Head, Stash, Submodule, Worktree } from '../facts.ts'
import { filterNames, parseSettings } from '../configuration.ts'
import type { Setting } from '../configuration.ts'
import { isEscapedName, splitAtNul, timeFromSeconds } from '../fields.ts'
import { COMMIT_FORMAT, HISTORY_FORMAT, parseCommits, parseHistory } from '../log.ts'
import type { HistoryEntry } from '../log.ts'
import { parseHeadFile, parseStatus } from '../porcelain.ts'
import type { StatusReport } from '../porcelain.ts'
import { countUnpushed, parseReferences, REFERENCE_FORMAT } from '../references.ts'
import type { Reference } from '../references.ts'
import { canSwitchOff } from '../safe-invocation.ts'
import { parseSubmodules } from '../submodules.ts'
import { parseWorktrees } from '../worktrees.ts'
import type { RepositoryLocation } from './locate-repository.ts'
import { runGit } from './run-git.ts'
import type { GitOptions } from './run-git.ts'
import { rememberedSettings } from './settings-memory.ts'

/** One pass over one repository; every part that fails adds its problem here. */
export interface Reading {
  readonly dir: string
  readonly location: RepositoryLocation
  readonly now: number
  readonly options: { readonly signal?: AbortSignal; readonly program?: string }
  readonly problems: GitProblem[]
}

export function readSettings(reading: Reading): Promise<readonly Setting[] | null> {
  return rememberedSettings(reading.location, async () => {
    const output = await ask(reading, { part: 'configuration', args: ['config', '--list', '--show-scope', '-z'] })
    return output && parseSettings(output)
  })
}

/** null also for a bare repository. Filters never run, so a touched file that needs one may count as changed. */
export async function readStatus(reading: Reading, settings: readonly Setting[] | null): Promise<StatusReport | null> {
  if (reading.location.workTree === null) return null
  if (settings === null) return unknown(reading, 'workTree', 'Without its configuration the work tree cannot be read safely.')
  const filters = filterNames(settings)
  const stubborn = filters.find((name) => !canSwitchOff(name))
  if (stubborn !== undefined) {
    return unknown(reading, 'workTree', `Its filter "${stubborn}" cannot be switched off, so the work tree was not read.`)
  }
  const output = await ask(reading, { part: 'workTree', args: STATUS, filtersOff: filters })
  if (output === null) return null
  const status = parseStatus(output)
  await noteWorkTree(reading, status)
  return status
}

export async function readReferences(reading: Reading): Promise<Reference[] | null> {
  const output = await ask(reading, {
    part: 'branches',
    args: ['for-each-ref', `--format=${REFERENCE_FORMAT}`, 'refs/heads', 'refs/remotes', 'refs/tags', 'refs/stash'],
  })
  return output && parseReferences(output)
}

/** From status where there is one; otherwise (bare, damaged index) from HEAD itself. */
export async function readHead(
  reading: Reading,
  status: StatusReport | null,
  references: readonly Reference[] | null,
): Promise<Head | null> {
  const pointer = status ?? (await readHeadFile(reading))
  if (pointer === null) return null
  const reference = references?.find(({ name }) => name === `refs/heads/${pointer.branch}`)
  const commit = pointer.commit ?? reference?.commit ?? null
  return {
    branch: pointer.branch,
    commit,
    detached: pointer.branch === null,
    unborn: pointer.branch !== null && commit === null && (status !== null || references !== null),
    upstream: reference?.upstream ?? null,
  }
}

export async function readRecentCommits(reading: Reading): Promise<CommitPage | null> {
  return readCommitPage(reading, { tip: 'HEAD', skip: 0, limit: 30 })
}

export interface CommitRange {
  readonly tip: string
  readonly skip: number
  readonly limit: number
}

/** The next page continues from the commit that was the tip now, so that new commits shift nothing. */
export async function readCommitPage(reading: Reading, range: CommitRange): Promise<CommitPage | null> {
  const output = await ask(reading, {
    part: 'recentCommits',
    args: ['log', '-z', `--format=${COMMIT_FORMAT}`, `--max-count=${range.limit + 1}`, `--skip=${range.skip}`, range.tip, '--'],
  })
  if (output === null) return null
  const commits = parseCommits(output)
  const tip = range.tip === 'HEAD' ? commits[0]?.id : range.tip
  const more = commits.length > range.limit && tip !== undefined
  return { items: commits.slice(0, range.limit), next: more ? `${tip}+${range.skip + range.limit}` : null }
}

/** Who and when, newest first, of every branch, at most 50,000 commits. */
export async function readHistory(reading: Reading, head: Head | null): Promise<HistoryEntry[] | null> {
  const detached = head?.detached ? ['HEAD'] : []
  const output = await ask(reading, {
    part: 'history',
    args: ['log', '-z', `--format=${HISTORY_FORMAT}`, `--max-count=${HISTORY_LIMIT}`, ...detached, '--branches', '--remotes', '--'],
  })
  if (output === null) return null
  const history = parseHistory(output)
  if (history.length >= HISTORY_LIMIT) note(reading, 'history', `Only the newest ${HISTORY_LIMIT} commits were counted.`)
  return history
}

/** Commits on no remote, per branch tip; null where nothing was ever fetched or pushed. */
export async function readUnpushed(reading: Reading, references: readonly Reference[] | null): Promise<Map<string, number> | null> {
  if (!references?.some(({ name }) => name.startsWith('refs/remotes/'))) return null
  const output = await ask(reading, {
    part: 'unpushed',
    args: ['rev-list', '--parents', `--max-count=${UNPUSHED_LIMIT}`, '--branches', '--not', '--remotes', '--'],
  })
  if (output === null) return null
  const revisions = output.toString('latin1')
  const tips = references.filter(({ name }) => name.startsWith('refs/heads/')).map(({ commit }) => commit)
  if (revisions.split('\n').length > UNPUSHED_LIMIT)
    note(reading, 'unpushed', `More than ${UNPUSHED_LIMIT} commits are unpushed; counts are lower bounds.`)
  return countUnpushed(revisions, tips)
}

export async function readStashes(reading: Reading, references: readonly Reference[] | null): Promise<Stash[] | null> {
  if (references === null) return null
  if (!references.some(({ name }) => name === 'refs/stash')) return []
  const output = await ask(reading, { part: 'stashes', args: ['log', '-g', '-z', '--format=%ct%x00%gs', 'refs/stash', '--'] })
  if (output === null) return null
  const fields = splitAtNul(output).map((field) => field.toString('utf8'))
  return Array.from({ length: Math.floor(fields.length / 2) }, (_, index) => ({
    index,
    message: fields[index * 2 + 1]!,
    at: timeFromSeconds(fields[index * 2]) ?? new Date(0).toISOString(),
  }))
}

export async function readWorktrees(reading: Reading): Promise<Worktree[] | null> {
  const output = await ask(reading, { part: 'worktrees', args: ['worktree', 'list', '--porcelain', '-z'] })
  return output && parseWorktrees(output)
}

export async function readSubmodules(reading: Reading, status: StatusReport | null): Promise<Submodule[] | null> {
  const root = reading.location.workTree!
  const output = await ask(reading, { part: 'submodules', args: ['config', '--file', join(root, '.gitmodules'), '--list', '-z'] })
  if (output === null) return null
  const declared = parseSubmodules(output)
  const present = await Promise.all(declared.map(({ path }) => lstat(join(root, path, '.git')).catch(() => null)))
  return withMoves(
    declared.map((submodule, at) => ({ ...submodule, initialised: present[at] !== null, moved: null })),
    status,
  )
}

export function withMoves(submodules: readonly Submodule[], status: StatusReport | null): Submodule[] {
  return submodules.map((submodule) => ({ ...submodule, moved: status && status.movedSubmodules.includes(submodule.path) }))
}

const STATUS = [
  'status',
  '--porcelain=v2',
  '--branch',
  '--ahead-behind',
  '-z',
  '--untracked-files=normal',
  '--no-renames',
  // Looking into a submodule would run git there, under the submodule's own configuration.
  '--ignore-submodules=dirty',
]
const HISTORY_LIMIT = 50_000
const UNPUSHED_LIMIT = 5_000

interface Question extends Pick<GitOptions, 'filtersOff'> {
  readonly part: GitPart
  readonly args: readonly string[]
}

async function ask(reading: Reading, { part, args, filtersOff = [] }: Question): Promise<Buffer | null> {
  const run = await runGit(reading.dir, args, { ...reading.options, filtersOff, location: reading.location })
  if (run.ok) return run.stdout
  reading.problems.push({ part, level: 'unknown', ...run.failure })
  return null
}

async function readHeadFile(reading: Reading): Promise<Pick<StatusReport, 'branch' | 'commit'> | null> {
  const text = await readFile(join(reading.location.gitDir, 'HEAD'), 'utf8').catch(() => '')
  const pointer = parseHeadFile(text)
  if (pointer === null)
    reading.problems.push({ part: 'head', level: 'unknown', code: 'corrupt', sentence: 'HEAD names neither a branch nor a commit.' })
  // With the reftable format the file is a placeholder and the branch lies in a table.
  if (pointer?.branch !== '.invalid') return pointer
  const output = await ask(reading, { part: 'head', args: ['symbolic-ref', '--short', 'HEAD'] })
  return output && { branch: output.toString('utf8').trim(), commit: null }
}

function unknown(reading: Reading, part: GitPart, sentence: string): null {
  reading.problems.push({ part, level: 'unknown', code: 'failed', sentence })
  return null
}

function note(reading: Reading, part: GitPart, sentence: string): void {
  reading.problems.push({ part, level: 'partial', code: 'bounded', sentence })
}

async function noteWorkTree(reading: Reading, { workTree }: StatusReport): Promise<void> {
  if (workTree.changes.some((change) => isEscapedName(change.path))) {
    reading.problems.push({
      part: 'workTree',
      level: 'note',
      code: 'not_utf8',
      sentence: 'Some file names are not UTF-8; their other bytes are shown as \\xNN.',
    })
  }
  if (workTree.unstaged === 0) return
  const attributes = await readFile(join(reading.location.workTree!, '.gitattributes'), 'utf8').catch(() => '')
  if (!/\bfilter=/.test(attributes)) return
  reading.problems.push({
    part: 'workTree',
    level: 'partial',
    code: 'filters_off',
    sentence: 'This repository uses filters, which a scan never runs; a touched file may count as changed though it is not.',
  })
}
