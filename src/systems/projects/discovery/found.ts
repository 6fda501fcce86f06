/** What the walk over the roots can say about one project. Plain data: it crosses worker threads and is stored. */
export type Found = {
  /** Absolute, without symbolic links. Not reversible when `facts` holds `name_not_utf8`. */
  path: string
  name: string
  /** The configured root it was found under, without symbolic links. */
  root: string
  /** `unknown`: something is there, but it could not be looked into; `facts` says why. */
  kind: FoundKind
  /** Path of the found project around it: the repository a nested repository lies in. */
  inside?: string
  git?: GitFacts
  /** File names in the folder itself that mark a project. */
  manifests: string[]
  /** The name the folder's own manifest gives it, with its ecosystem: `npm:shop`. */
  manifestName?: string
  place?: Place
  facts: DiscoveryFact[]
}

export type FoundKind = 'repository' | 'worktree' | 'bare' | 'folder' | 'unknown'

/** Where the file system keeps the folder: survives a rename, changes with a copy. Decimal strings. */
export type Place = { device: string; inode: string; /** nanoseconds since 1970, absent where unsupported */ born?: string }

export type GitFacts = {
  /** Absolute folder with this checkout's HEAD and index. */
  directory: string
  /** Absolute folder with the refs and objects that all worktrees of one repository share. */
  commonDirectory: string
  head?: { branch?: string; commit?: string }
  remotes: Remote[]
  shallow: boolean
  submodules: Submodule[]
  /** Other checkouts this repository knows of, whether or not they still exist or lie inside the roots. */
  worktrees: Worktree[]
}

/** `url` never carries credentials; `key` is equal for every spelling of one address. */
export type Remote = { name: string; url: string; key: string }
export type Submodule = { name: string; path: string; url?: string; checkedOut: boolean }
export type Worktree = { name: string; path: string; branch?: string; insideRoots: boolean }

export type DiscoveryFact = { code: DiscoveryCode; /** absolute, or relative to the project */ path: string; text: string }

export type DiscoveryCode =
  | 'root_missing'
  | 'root_unreadable'
  | 'permission_denied'
  | 'unreadable'
  | 'name_not_utf8'
  | 'too_many_entries'
  | 'too_many_files'
  | 'too_large'
  | 'symlink_outside'
  | 'symlink_loop'
  | 'git_outside'
  | 'git_broken'
  | 'git_failed'
  | 'manifest_broken'

const incomplete: ReadonlySet<DiscoveryCode> = new Set(['root_missing', 'root_unreadable'])

/** Roots of which nothing was seen, so that absence under them proves nothing. */
export function unseenRoots(found: readonly Found[]): string[] {
  return found.filter((one) => one.facts.some((fact) => incomplete.has(fact.code))).map((one) => one.root)
}
