import type { GitFailure } from '../facts.ts'
import { parseSettings, programsNamed } from '../configuration.ts'
import { parseProgress } from '../progress.ts'
import type { GitProgress } from '../progress.ts'
import { parseReferences, REFERENCE_FORMAT } from '../references.ts'
import { locateRepository } from './locate-repository.ts'
import type { RepositoryLocation } from './locate-repository.ts'
import { runGit } from './run-git.ts'

export interface FetchOptions {
  readonly signal?: AbortSignal
  /** Milliseconds; default 10 minutes. */
  readonly timeout?: number
  /** One remote; all of them by default. */
  readonly remote?: string
  /** Let the repository's own configuration name programs that git runs; see programsNamed. */
  readonly allowConfiguredPrograms?: boolean
  readonly onProgress?: (progress: GitProgress) => void
}

export interface FetchResult {
  readonly dir: string
  readonly outcome: 'fetched' | 'skipped' | 'failed' | 'cancelled'
  readonly changes: readonly ReferenceChange[]
  /** Why, where it was not fetched. */
  readonly failure: GitFailure | null
  readonly sentence: string
}

export interface ReferenceChange {
  /** e.g. "origin/main" or "v1.2" */
  readonly name: string
  /** null: new */
  readonly from: string | null
  /** null: removed */
  readonly to: string | null
}

/**
 * Fetches from the remotes, changing nothing but what git keeps about them.
 * Never throws, never prompts, runs no hooks.
 */
export async function fetchRepository(dir: string, options: FetchOptions = {}): Promise<FetchResult> {
  const location = await locateRepository(dir)
  if ('sentence' in location) return ended(dir, 'failed', location)
  const refusal = await refuse(dir, location, options)
  if (refusal !== null) return refusal
  const before = await referencesOf(dir, location)
  const run = await runGit(dir, ['fetch', ...FETCH, ...(options.remote === undefined ? ['--all'] : ['--', options.remote])], {
    intent: 'remote',
    location,
    signal: options.signal,
    timeout: options.timeout,
    onProgressText: (text) => reportProgress(text, options),
  })
  const changes = changesBetween(before, await referencesOf(dir, location))
  if (run.ok) return { dir, outcome: 'fetched', changes, failure: null, sentence: describe(changes) }
  return { ...ended(dir, run.failure.code === 'cancelled' ? 'cancelled' : 'failed', run.failure), changes }
}

const FETCH = ['--progress', '--no-recurse-submodules', '--no-auto-maintenance']

async function refuse(dir: string, location: RepositoryLocation, options: FetchOptions): Promise<FetchResult | null> {
  const run = await runGit(dir, ['config', '--list', '--show-scope', '-z'], { location, signal: options.signal })
  if (!run.ok) return ended(dir, run.failure.code === 'cancelled' ? 'cancelled' : 'failed', run.failure)
  const settings = parseSettings(run.stdout)
  const remotes = settings.filter(({ key }) => /^remote\..*\.(url|pushurl)$/.test(key))
  if (remotes.length === 0) return ended(dir, 'skipped', { code: 'remote_missing', sentence: 'It has no remote to fetch from.' })
  const programs = programsNamed(settings)
  if (programs.length === 0 || options.allowConfiguredPrograms) return null
  return ended(dir, 'skipped', {
    code: 'needs_approval',
    sentence: `Its own configuration would run programs (${programs.join(', ')}); allow that to fetch.`,
  })
}

function ended(dir: string, outcome: FetchResult['outcome'], failure: GitFailure): FetchResult {
  return { dir, outcome, changes: [], failure, sentence: failure.sentence }
}

async function referencesOf(dir: string, location: RepositoryLocation): Promise<Map<string, string>> {
  const run = await runGit(dir, ['for-each-ref', `--format=${REFERENCE_FORMAT}`, 'refs/remotes', 'refs/tags'], { location })
  const direct = parseReferences(run.stdout).filter(({ pointsTo }) => pointsTo === null)
  return new Map(direct.map(({ name, commit }) => [name.replace(/^refs\/(remotes|tags)\//, ''), commit]))
}

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): ReferenceChange[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names]
    .map((name) => ({ name, from: before.get(name) ?? null, to: after.get(name) ?? null }))
    .filter(({ from, to }) => from !== to)
}

function reportProgress(text: string, { onProgress }: FetchOptions): void {
  const progress = parseProgress(text)
  if (progress !== null) onProgress?.(progress)
}

function describe(changes: readonly ReferenceChange[]): string {
  if (changes.length === 0) return 'Nothing new.'
  return changes.length === 1 ? `${changes[0]!.name} changed.` : `${changes.length} branches and tags changed.`
}
