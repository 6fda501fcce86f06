import { baseName, type Candidate, remoteKeyOf } from './identity.ts'

/** What a found project is to another that is there as well. `id` is absent while that one is new, too. */
export type Relation = {
  kind: 'worktree-of' | 'clone-of' | 'fork-of' | 'copy-of'
  path: string
  id?: string
}

/** A found project with the id it has, or with none yet. */
export type Settled = { candidate: Candidate; id?: string }

/** How a project that matched nothing known is related to the first of the others it is related to. */
export function relate(candidate: Candidate, others: readonly Settled[]): Relation | undefined {
  let fork: Relation | undefined
  for (const other of others) {
    const kind = relationKind(candidate, other.candidate)
    const relation = kind && { kind, path: other.candidate.found.path, id: other.id }
    if (relation && relation.kind !== 'fork-of') return relation
    fork ??= relation
  }
  return fork
}

function relationKind(one: Candidate, other: Candidate): Relation['kind'] | undefined {
  const [mine, its] = [one.found.git, other.found.git]
  if (!mine || !its) return !mine && !its && isCopy(one, other) ? 'copy-of' : undefined
  if (mine.commonDirectory === its.commonDirectory) return one.found.kind === 'worktree' ? 'worktree-of' : undefined
  if (other.found.kind === 'worktree') return undefined
  const remotes = [remoteKeyOf(one.found), remoteKeyOf(other.found)]
  const isSameRemote = remotes[0] !== undefined && remotes[0] === remotes[1]
  const isOtherRemote = remotes[0] !== undefined && remotes[1] !== undefined && !isSameRemote
  if (sharesHistory(one, other)) return isOtherRemote ? 'fork-of' : 'clone-of'
  const isUnknown = !one.rootCommits?.length || !other.rootCommits?.length
  return isSameRemote && isUnknown ? 'clone-of' : undefined
}

function sharesHistory(one: Candidate, other: Candidate): boolean {
  return one.rootCommits?.some((commit) => other.rootCommits?.includes(commit)) ?? false
}

// Generators give many packages one name, so the folders must be called alike as well.
function isCopy(one: Candidate, other: Candidate): boolean {
  const name = one.found.manifestName
  if (name === undefined || name !== other.found.manifestName) return false
  const [mine, its] = [baseName(one.found.path), baseName(other.found.path)]
  return mine.includes(its) || its.includes(mine)
}
