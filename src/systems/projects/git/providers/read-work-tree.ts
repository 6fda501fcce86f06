import type { CommitPage, GitProblem, Head, WorkTreeState } from '../facts.ts'
import { locateRepository } from './locate-repository.ts'
import type { ReadOptions } from './read-git.ts'
import { readCommitPage, readHead, readReferences, readSettings, readStatus } from './read-parts.ts'
import type { Reading } from './read-parts.ts'

export interface WorkTreeReading {
  readonly head: Head | null
  readonly workTree: WorkTreeState | null
  readonly problems: readonly GitProblem[]
}

/** Only what edits in the work tree change: three short runs of git. Never throws. */
export async function readWorkTree(dir: string, options: ReadOptions = {}): Promise<WorkTreeReading> {
  const reading = await beginReading(dir, options)
  if (!('location' in reading)) return { head: null, workTree: null, problems: [reading] }
  const [settings, references] = await Promise.all([readSettings(reading), readReferences(reading)])
  const status = await readStatus(reading, settings)
  const head = await readHead(reading, status, references)
  return { head, workTree: status?.workTree ?? null, problems: reading.problems }
}

/** The same where HEAD and references are known to be as they were: one short run of git. */
export async function readChanges(dir: string, options: ReadOptions = {}): Promise<WorkTreeState | null> {
  const reading = await beginReading(dir, options)
  if (!('location' in reading)) return null
  const status = await readStatus(reading, await readSettings(reading))
  return status?.workTree ?? null
}

export interface CommitsWanted {
  /** The `next` of the page before; the newest commits without it. */
  readonly cursor?: string | null
  /** 1 to 200; default 30. */
  readonly limit?: number
}

export interface CommitsReading {
  readonly page: CommitPage | null
  readonly problems: readonly GitProblem[]
}

/** One page of the history of HEAD, newest first. Never throws; a foreign cursor is a problem in a sentence. */
export async function readCommits(dir: string, wanted: CommitsWanted = {}, options: ReadOptions = {}): Promise<CommitsReading> {
  const [, tip, skip] = /^([0-9a-f]{40,64})\+(\d{1,9})$/.exec(wanted.cursor ?? '') ?? []
  if (wanted.cursor && tip === undefined) return { page: null, problems: [FOREIGN_CURSOR] }
  const reading = await beginReading(dir, options)
  if (!('location' in reading)) return { page: null, problems: [reading] }
  const limit = Math.min(200, Math.max(1, Math.trunc(wanted.limit ?? 30)))
  const page = await readCommitPage(reading, { tip: tip ?? 'HEAD', skip: Number(skip ?? 0), limit })
  return { page, problems: reading.problems }
}

const FOREIGN_CURSOR: GitProblem = {
  part: 'recentCommits',
  level: 'unknown',
  code: 'failed',
  sentence: 'This cursor does not come from an earlier page; start again without one.',
}

async function beginReading(dir: string, options: ReadOptions): Promise<Reading | GitProblem> {
  const location = await locateRepository(dir)
  if ('sentence' in location) return { part: 'shape', level: 'unknown', ...location }
  return { dir, location, now: options.now ?? Date.now(), options, problems: [] }
}
