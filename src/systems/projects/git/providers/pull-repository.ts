import type { GitFacts } from '../facts.ts'
import { planPull } from '../pull-plan.ts'
import type { PullPlan } from '../pull-plan.ts'
import { fetchRepository } from './fetch-repository.ts'
import type { FetchOptions, FetchResult } from './fetch-repository.ts'
import { readGit } from './read-git.ts'
import { runGit } from './run-git.ts'

export interface PullResult {
  readonly dir: string
  readonly outcome: 'updated' | 'unchanged' | 'skipped' | 'failed' | 'cancelled'
  /** The plan after the fetch; null where it did not come to one. */
  readonly plan: PullPlan | null
  readonly from: string | null
  readonly to: string | null
  readonly sentence: string
}

/**
 * Fetches the upstream's remote, then moves the branch forward if that is all it
 * takes: never a merge commit, never a changed work tree touched. Never throws.
 */
export async function pullRepository(dir: string, options: FetchOptions = {}): Promise<PullResult> {
  const before = await readGit(dir, null, options)
  const early = planPull(allowed(before, options))
  if (HOPELESS.has(early.action)) return left(before, early)
  const fetched = await fetchUpstream(before, options)
  if (fetched !== null && fetched.outcome !== 'fetched') {
    return { dir, outcome: fetched.outcome, plan: null, from: commitOf(before), to: commitOf(before), sentence: fetched.sentence }
  }
  const now = await readGit(dir, null, options)
  const plan = planPull(allowed(now, options))
  return plan.moves ? fastForward(now, plan, options) : left(now, plan)
}

// A fetch cannot change these; the others are judged again after it.
const HOPELESS = new Set<PullPlan['action']>([
  'bare',
  'detached',
  'unborn',
  'no-upstream',
  'operation-in-progress',
  'needs-approval',
  'unknown',
])

/** null where the upstream is a branch of this same repository. */
async function fetchUpstream(facts: GitFacts, options: FetchOptions): Promise<FetchResult | null> {
  const { reference } = facts.head!.upstream!
  const candidates = facts.remotes?.filter(({ name }) => reference.startsWith(`refs/remotes/${name}/`)) ?? []
  const remote = candidates.toSorted((left, right) => right.name.length - left.name.length)[0]?.name
  return reference.startsWith('refs/heads/') ? null : fetchRepository(facts.dir, { ...options, remote: remote ?? options.remote })
}

async function fastForward(facts: GitFacts, plan: PullPlan, options: FetchOptions): Promise<PullResult> {
  const { reference } = facts.head!.upstream!
  const run = await runGit(facts.dir, ['merge', '--ff-only', '--no-autostash', '--no-stat', '--quiet', reference], {
    // Ending git amid a checkout would leave a half-written tree, so only the fetch can be cancelled.
    intent: 'checkout',
    timeout: options.timeout ?? 600_000,
  })
  const after = await readGit(facts.dir, null)
  const result = { dir: facts.dir, plan, from: commitOf(facts), to: commitOf(after) }
  return run.ok
    ? { ...result, outcome: 'updated', sentence: plan.sentence.replace(' moves forward', ' moved forward') }
    : { ...result, outcome: 'failed', sentence: run.failure.sentence }
}

function left(facts: GitFacts, plan: PullPlan): PullResult {
  const settled = plan.action === 'up-to-date' || plan.action === 'ahead'
  const commit = commitOf(facts)
  return { dir: facts.dir, outcome: settled ? 'unchanged' : 'skipped', plan, from: commit, to: commit, sentence: plan.sentence }
}

function allowed(facts: GitFacts, options: FetchOptions): GitFacts {
  return options.allowConfiguredPrograms ? { ...facts, configuredPrograms: [] } : facts
}

function commitOf(facts: GitFacts): string | null {
  return facts.head?.commit ?? null
}
