import type { GitFacts, Head, WorkTreeState } from './facts.ts'

export type PullAction =
  | 'up-to-date'
  | 'fast-forward'
  | 'ahead'
  | 'diverged'
  | 'dirty'
  | 'no-upstream'
  | 'upstream-gone'
  | 'detached'
  | 'unborn'
  | 'bare'
  | 'operation-in-progress'
  | 'needs-approval'
  | 'unknown'

export interface PullPlan {
  readonly action: PullAction
  /** True only for fast-forward: everything else leaves the branch as it is. */
  readonly moves: boolean
  /** Commits the branch would gain, as of the last fetch. */
  readonly commits: number
  readonly sentence: string
}

/**
 * What a pull would do, as of the last fetch. Only fast-forwards of a work tree
 * without changes to tracked files are ever made; everything else is told and left alone.
 */
export function planPull(facts: GitFacts): PullPlan {
  const { head } = facts
  if (facts.shape?.bare) return stay('bare', 'A bare repository has no work tree to update; fetch it instead.')
  if (facts.shape === null || head === null) return stay('unknown', whyUnknown(facts))
  if (facts.operation !== null) return stay('operation-in-progress', `A ${facts.operation.kind} is under way; finish or abort it first.`)
  if (head.detached) return stay('detached', 'No branch is checked out, so there is nothing to move.')
  if (head.unborn) return stay('unborn', `The branch ${head.branch} has no commit yet.`)
  return planBranch(facts, head)
}

function planBranch(facts: GitFacts, head: Head): PullPlan {
  const { upstream } = head
  if (upstream === null) return stay('no-upstream', `The branch ${head.branch} follows no remote branch.`)
  if (upstream.gone || upstream.ahead === null || upstream.behind === null) {
    return stay('upstream-gone', `${upstream.name}, which ${head.branch} follows, no longer exists.`)
  }
  if (facts.configuredPrograms.length > 0) {
    return stay('needs-approval', `Its own configuration would run programs (${facts.configuredPrograms.join(', ')}); allow that to pull.`)
  }
  if (facts.workTree === null) return stay('unknown', whyUnknown(facts))
  if (upstream.ahead > 0 && upstream.behind > 0) {
    return stay(
      'diverged',
      `${head.branch} and ${upstream.name} have diverged: ${commits(upstream.ahead)} here, ${commits(upstream.behind)} there.`,
    )
  }
  const changed = facts.workTree.staged + facts.workTree.unstaged + facts.workTree.conflicted
  if (changed > 0) return stay('dirty', `The work tree has changes (${describeChanges(facts.workTree)}), so it is not touched.`)
  if (upstream.ahead > 0) return stay('ahead', `Nothing to pull; ${commits(upstream.ahead)} not pushed to ${upstream.name}.`)
  if (upstream.behind === 0) return stay('up-to-date', `${head.branch} is level with ${upstream.name} as of the last fetch.`)
  const sentence = `${head.branch} moves forward by ${commits(upstream.behind)} to ${upstream.name}.`
  return { action: 'fast-forward', moves: true, commits: upstream.behind, sentence }
}

function stay(action: PullAction, sentence: string): PullPlan {
  return { action, moves: false, commits: 0, sentence }
}

function whyUnknown(facts: GitFacts): string {
  const problem = facts.problems.find(({ level }) => level === 'unknown')
  return problem?.sentence ?? 'The state of this repository could not be read.'
}

function describeChanges(state: WorkTreeState): string {
  const parts = [
    state.staged > 0 ? `${state.staged} staged` : '',
    state.unstaged > 0 ? `${state.unstaged} unstaged` : '',
    state.conflicted > 0 ? `${state.conflicted} in conflict` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

function commits(count: number): string {
  return count === 1 ? '1 commit' : `${count} commits`
}
