/**
 * What is known about one repository. A part that could not be read is null,
 * and `problems` says why in a sentence; nothing here is guessed.
 */
export interface GitFacts {
  readonly dir: string
  /** Changes when refs, HEAD, index, stashes or configuration change; see gitStateKey. */
  readonly stateKey: string
  /** ISO 8601, UTC, like every other time in these facts. */
  readonly readAt: string
  readonly shape: RepositoryShape | null
  readonly head: Head | null
  readonly defaultBranch: DefaultBranch | null
  /** null: nothing is under way, or (with a problem for "shape") unknown. */
  readonly operation: OperationInProgress | null
  /** null for bare repositories, and where git status failed. */
  readonly workTree: WorkTreeState | null
  readonly stashes: readonly Stash[] | null
  readonly branches: readonly Branch[] | null
  readonly tags: Tags | null
  readonly remotes: readonly Remote[] | null
  readonly worktrees: readonly Worktree[] | null
  readonly submodules: readonly Submodule[] | null
  readonly recentCommits: CommitPage | null
  readonly activity: Activity | null
  readonly contributors: Contributors | null
  /** Last fetch that brought an answer; null when none is recorded. */
  readonly lastFetchAt: string | null
  readonly size: RepositorySize | null
  /** Keys of the repository's own configuration that name programs, e.g. "core.sshcommand". */
  readonly configuredPrograms: readonly string[]
  readonly problems: readonly GitProblem[]
}

export interface RepositoryShape {
  readonly gitDir: string
  /** Where refs and objects live; differs from gitDir in a linked worktree. */
  readonly commonDir: string
  readonly bare: boolean
  readonly linkedWorktree: boolean
  readonly shallow: boolean
  /** Objects are fetched on demand; a scan never fetches them. */
  readonly partialClone: boolean
  readonly objectFormat: 'sha1' | 'sha256'
}

export interface Head {
  /** Short branch name; null when detached. */
  readonly branch: string | null
  /** null on a branch without any commit yet. */
  readonly commit: string | null
  readonly detached: boolean
  readonly unborn: boolean
  readonly upstream: Upstream | null
}

export interface Upstream {
  /** e.g. "origin/main"; the same without a remote for a local upstream. */
  readonly name: string
  /** e.g. "refs/remotes/origin/main" */
  readonly reference: string
  /** null when the upstream branch no longer exists. */
  readonly ahead: number | null
  readonly behind: number | null
  readonly gone: boolean
}

export interface DefaultBranch {
  readonly name: string
  readonly evidence: string
}

/** sequence: several commits being picked or reverted, between two of them. */
export type OperationKind = 'rebase' | 'apply-mailbox' | 'merge' | 'cherry-pick' | 'revert' | 'sequence' | 'bisect'

export interface OperationInProgress {
  readonly kind: OperationKind
  /** The branch being rebased, where git recorded it. */
  readonly branch: string | null
  readonly step: number | null
  readonly steps: number | null
}

export interface WorkTreeState {
  readonly clean: boolean
  readonly staged: number
  readonly unstaged: number
  /** Files, or whole folders where nothing inside is tracked. */
  readonly untracked: number
  readonly conflicted: number
  /** The first hundred paths in git's order. */
  readonly changes: readonly Change[]
}

export interface Change {
  /** Bytes that are not UTF-8 are written as \xNN. */
  readonly path: string
  readonly kind: 'tracked' | 'untracked' | 'conflicted'
  /** Git's two letters: index, then work tree; "." is unchanged. */
  readonly code: string
}

export interface Stash {
  /** 0 is the newest. */
  readonly index: number
  readonly message: string
  readonly at: string
}

export interface Branch {
  readonly name: string
  readonly commit: string
  readonly lastCommitAt: string | null
  readonly upstream: Upstream | null
  /** Commits on no remote-tracking branch; null where there is no remote to compare with. */
  readonly unpushed: number | null
  /** No commit for 90 days, or its upstream is gone; never the default branch. */
  readonly stale: boolean
  readonly current: boolean
}

export interface Tags {
  readonly count: number
  /** Newest first, at most 20. */
  readonly newest: readonly Tag[]
}

export interface Tag {
  readonly name: string
  readonly commit: string
  readonly at: string | null
}

export interface Remote {
  readonly name: string
  /** Without user names that are secrets, passwords, tokens and queries. */
  readonly fetchUrl: string | null
  readonly pushUrl: string | null
  readonly branches: number
}

export interface Worktree {
  readonly path: string
  readonly branch: string | null
  readonly commit: string | null
  readonly bare: boolean
  readonly detached: boolean
  /** Reason, or "" without one; null when not locked. */
  readonly locked: string | null
  /** Why git would prune it; null when it is in order. */
  readonly prunable: string | null
}

export interface Submodule {
  readonly name: string
  readonly path: string
  readonly url: string | null
  readonly initialised: boolean
  /** The checked-out commit differs from the recorded one; null when unknown. */
  readonly moved: boolean | null
}

export interface Commit {
  readonly id: string
  readonly parents: readonly string[]
  readonly author: string
  readonly email: string
  readonly authoredAt: string
  readonly committedAt: string
  readonly subject: string
  /** Branches and tags that point here, e.g. "origin/main". */
  readonly names: readonly string[]
}

export interface CommitPage {
  readonly items: readonly Commit[]
  /** Hand back to readCommits for older commits; null at the end. */
  readonly next: string | null
}

export interface Activity {
  /** The UTC day of the last entry of perDay. */
  readonly endsOn: string
  /** Commits by author date for 365 days, oldest first, over all branches. */
  readonly perDay: readonly number[]
  readonly last30Days: number
  readonly last365Days: number
}

export interface Contributors {
  /** Distinct e-mail addresses after .mailmap. */
  readonly count: number
  readonly commits: number
  /** Most commits first, at most 100. */
  readonly top: readonly Contributor[]
}

export interface Contributor {
  readonly name: string
  readonly email: string
  readonly commits: number
  readonly firstAt: string
  readonly lastAt: string
}

export interface RepositorySize {
  readonly bytes: number
  /** false: counting stopped at its bound, so this is a lower bound. */
  readonly complete: boolean
}

export type GitPart =
  | 'shape'
  | 'configuration'
  | 'head'
  | 'workTree'
  | 'stashes'
  | 'branches'
  | 'unpushed'
  | 'worktrees'
  | 'submodules'
  | 'recentCommits'
  | 'history'
  | 'size'

export type GitProblemCode =
  | 'not_a_repository'
  | 'git_missing'
  | 'git_too_old'
  | 'permission_denied'
  | 'corrupt'
  | 'timed_out'
  | 'cancelled'
  | 'output_too_large'
  | 'authentication_failed'
  | 'unreachable'
  | 'remote_missing'
  | 'protocol_refused'
  | 'disk_full'
  | 'needs_approval'
  | 'failed'
  | 'shallow'
  | 'partial_clone'
  | 'filters_off'
  | 'not_utf8'
  | 'bounded'

export interface GitFailure {
  readonly code: GitProblemCode
  /** One sentence for people; never contains credentials. */
  readonly sentence: string
}

export interface GitProblem extends GitFailure {
  readonly part: GitPart
  /** unknown: the part is null; partial: a lower bound or possibly off; note: good to know. */
  readonly level: 'unknown' | 'partial' | 'note'
}
