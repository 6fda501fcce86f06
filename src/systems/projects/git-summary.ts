import type { GitFacts, WorkTreeState } from './git/facts.ts'
import type { GitSummary } from './project.ts'

const shownDays = 30

/** Git in a line, for lists: from the full facts, unknown where they do not know. */
export function summarizeGit(facts: GitFacts): GitSummary {
  const { head, workTree, activity } = facts
  return {
    branch: head?.branch ?? null,
    detached: head?.detached ?? false,
    commit: head?.commit ?? null,
    ahead: head?.upstream?.ahead ?? null,
    behind: head?.upstream?.behind ?? null,
    changes: workTree ? countChanges(workTree) : null,
    unpushed: sumUnpushed(facts),
    stashes: facts.stashes?.length ?? null,
    operation: facts.operation?.kind ?? null,
    lastCommitAt: newestCommit(facts),
    lastFetchAt: facts.lastFetchAt,
    activity: activity ? activity.perDay.slice(-shownDays) : [],
    contributors: facts.contributors?.count ?? null,
  }
}

export function countChanges({ staged, unstaged, untracked, conflicted }: WorkTreeState): number {
  return staged + unstaged + untracked + conflicted
}

/** Whether there is any remote to push to; null while unknown. */
export function hasRemote(facts: GitFacts): boolean | null {
  return facts.remotes === null ? null : facts.remotes.length > 0
}

function sumUnpushed(facts: GitFacts): number | null {
  const counts = facts.branches?.map((branch) => branch.unpushed)
  if (!counts || counts.some((count) => count === null)) return null
  return counts.reduce<number>((sum, count) => sum + count!, 0)
}

/** Of any branch: work on a side branch is activity too. */
function newestCommit(facts: GitFacts): string | null {
  const times = (facts.branches ?? []).flatMap((branch) => (branch.lastCommitAt ? [branch.lastCommitAt] : []))
  const all = [...times, ...(facts.recentCommits?.items[0] ? [facts.recentCommits.items[0].committedAt] : [])]
  return all.sort().at(-1) ?? null
}
