import type { Worktree } from './facts.ts'
import { readableName, splitAtNul } from './fields.ts'

/** Reads `git worktree list --porcelain -z`: attributes end with NUL, worktrees with an empty one. */
export function parseWorktrees(output: Buffer): Worktree[] {
  const worktrees: Worktree[] = []
  let attributes = new Map<string, string>()
  for (const field of splitAtNul(output)) {
    if (field.length > 0) {
      addAttribute(attributes, readableName(field))
      continue
    }
    if (attributes.has('worktree')) worktrees.push(worktreeFrom(attributes))
    attributes = new Map()
  }
  if (attributes.has('worktree')) worktrees.push(worktreeFrom(attributes))
  return worktrees
}

function addAttribute(attributes: Map<string, string>, line: string): void {
  const space = line.indexOf(' ')
  if (space < 0) attributes.set(line, '')
  else attributes.set(line.slice(0, space), line.slice(space + 1))
}

function worktreeFrom(attributes: ReadonlyMap<string, string>): Worktree {
  return {
    path: attributes.get('worktree')!,
    branch: attributes.get('branch')?.replace(/^refs\/heads\//, '') ?? null,
    commit: attributes.get('HEAD') ?? null,
    bare: attributes.has('bare'),
    detached: attributes.has('detached'),
    locked: attributes.get('locked') ?? null,
    prunable: attributes.get('prunable') ?? null,
  }
}
