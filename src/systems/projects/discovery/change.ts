import { isInside } from './byte-path.ts'
import { ignoredNames } from './ignored-names.ts'
import { lockfileNames } from './lockfile-names.ts'
import { marksTop } from './manifest-names.ts'

export type ChangeKind = 'manifest' | 'lockfile' | 'git-head' | 'git-index' | 'git-refs' | 'tree' | 'rescan'

/** `project` is absent when no known project owns the change: something appeared, went or moved under the root. */
export type ProjectChange = { root: string; project?: string; kinds: ChangeKind[] }

/** `gitDirectory` is given for a worktree, whose state lies inside another project. */
export type WatchedProject = { path: string; gitDirectory?: string }

/** What a changed path means to the project at `top`; undefined for what concerns nobody. */
export function classifyChange(top: string, path: string): ChangeKind | undefined {
  const steps = path === top ? [] : path.slice(top.length + 1).split('/')
  const git = steps.lastIndexOf('.git')
  if (git >= 0) return gitChange(steps.slice(git + 1))
  if (steps.some((step) => ignoredNames.has(step))) return undefined
  const name = steps.at(-1) ?? ''
  if (lockfileNames.has(name)) return 'lockfile'
  return marksTop(name) ? 'manifest' : 'tree'
}

/** The same for a path inside a git directory. */
export function gitChange(steps: readonly string[]): ChangeKind | undefined {
  const [first = '', second] = steps
  if ((first === 'worktrees' || first === 'modules') && steps.length > 2) return gitChange(steps.slice(2))
  if (steps.at(-1)?.endsWith('.lock')) return undefined
  if (second === undefined && heads.has(first)) return 'git-head'
  if (second === undefined && first === 'index') return 'git-index'
  if (first === 'refs' || first === 'packed-refs' || first === 'config' || first === 'FETCH_HEAD' || first === 'reftable') {
    return 'git-refs'
  }
  return undefined
}

const heads = new Set(['HEAD', 'ORIG_HEAD', 'MERGE_HEAD', 'REBASE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD'])

/** The project a path belongs to: a worktree's own git directory first, then the deepest folder around it. */
export function ownerOf<P extends WatchedProject>(projects: readonly P[], path: string): P | undefined {
  let owner: P | undefined
  let length = 0
  for (const project of projects) {
    for (const folder of [project.path, project.gitDirectory]) {
      if (folder === undefined || folder.length <= length || !isInside(path, folder)) continue
      owner = project
      length = folder.length
    }
  }
  return owner
}

/** What one changed path says, or undefined when it concerns nobody. */
export function readChange(root: string, path: string, projects: readonly WatchedProject[]): ProjectChange | undefined {
  const owner = ownerOf(projects, path)
  const inGit = owner?.gitDirectory !== undefined && isInside(path, owner.gitDirectory)
  const kind = inGit
    ? gitChange(path.slice(owner.gitDirectory?.length).split('/').filter(Boolean))
    : classifyChange(owner?.path ?? root, path)
  // The project's own folder came or went: only the walk can tell what it is now.
  if (kind === undefined) return undefined
  return owner && owner.path !== path ? { root, project: owner.path, kinds: [kind] } : { root, kinds: [kind] }
}
