import { isInside } from './byte-path.ts'
import type { Found } from './found.ts'
import { baseName, type Candidate, compare, type Known, type Likeness, type Reason } from './identity.ts'
import { type Relation, relate, type Settled } from './relation.ts'

export type Verdict =
  | { verdict: 'same'; id: string; candidate: Candidate; reasons: Reason[] }
  /** `ambiguous`: another found project would have matched as well; the likeliest was taken. */
  | { verdict: 'moved'; id: string; from: string; candidate: Candidate; reasons: Reason[]; ambiguous: boolean }
  /** A second place of a project that is still where it was. */
  | { verdict: 'copied'; candidate: Candidate; relation: Relation }
  | { verdict: 'new'; candidate: Candidate; relation?: Relation }
  | { verdict: 'missing'; id: string }
  /** Not found, but its folder could not be looked into: nothing is known of it. */
  | { verdict: 'unseen'; id: string }

/** Which roots were walked, and those of them of which nothing could be seen. */
export type Scope = { roots: readonly string[]; unseen: readonly string[] }

/**
 * Decides for every known and every found project what became of it. One known project matches at most one found one.
 * First the folder itself decides, wherever it is now; then the path; then history, remote and manifest.
 */
export function matchIdentity(known: readonly Known[], candidates: readonly Candidate[], scope: Scope): Verdict[] {
  const match: Match = { known: new Set(known), candidates: new Set(candidates), verdicts: [], settled: [] }
  bindByPlace(match)
  bindByPath(match)
  bindByContent(match, (one) => isVisible(one, candidates, scope))
  for (const candidate of oldestFirst(match.candidates)) match.verdicts.push(unbound(match, candidate))
  for (const one of match.known) {
    match.verdicts.push({ verdict: isVisible(one, candidates, scope) ? 'missing' : 'unseen', id: one.id })
  }
  return match.verdicts
}

/** Found repositories whose history must be read before `matchIdentity`; the others are certain by their place. */
export function needFingerprint(known: readonly Known[], found: readonly Found[]): Found[] {
  const byPath = new Map(known.map((one) => [one.path, one]))
  return found.filter((one) => {
    if (!one.git || known.length === 0) return false
    const before = byPath.get(one.path)
    return !before || !compare(before, { found: one }).reasons.includes('same_folder')
  })
}

type Match = { known: Set<Known>; candidates: Set<Candidate>; verdicts: Verdict[]; settled: Settled[] }
type Pair = { known: Known; candidate: Candidate; likeness: Likeness }

function bindByPlace(match: Match): void {
  const byInode = Map.groupBy(match.candidates, (one) => one.found.place?.inode ?? '')
  const pairs: Pair[] = []
  for (const known of match.known) {
    for (const candidate of byInode.get(known.place?.inode ?? 'none') ?? []) {
      const likeness = compare(known, candidate)
      const isSamePlace = likeness.reasons.includes('same_folder') || likeness.reasons.includes('same_inode')
      if (isSamePlace && likeness.same) pairs.push({ known, candidate, likeness })
    }
  }
  for (const pair of bestFirst(pairs)) bind(match, pair, false)
}

function bindByPath(match: Match): void {
  const byPath = new Map([...match.candidates].map((one) => [one.found.path, one]))
  for (const known of [...match.known]) {
    const candidate = byPath.get(known.path)
    if (!candidate || !match.candidates.has(candidate)) continue
    const likeness = compare(known, candidate)
    if (!isReplaced(likeness.reasons)) bind(match, { known, candidate, likeness }, false)
  }
}

// At one path a contradiction is needed to speak of another project: a fresh clone or a restored folder is the same.
function isReplaced(reasons: readonly Reason[]): boolean {
  const has = (reason: Reason) => reasons.includes(reason)
  if (has('same_history')) return false
  return has('other_manifest') || has('other_remote') || (has('other_history') && !has('same_remote'))
}

function bindByContent(match: Match, isVisible: (known: Known) => boolean): void {
  const pairs: Pair[] = []
  for (const known of match.known) {
    // What could not be looked at may still be there; then this would be a copy.
    if (!isVisible(known)) continue
    for (const candidate of match.candidates) {
      const likeness = compare(known, candidate)
      if (likeness.same) pairs.push({ known, candidate, likeness })
    }
  }
  for (const pair of bestFirst(pairs)) {
    const rivals = pairs.filter((one) => one.known === pair.known && one.likeness.score === pair.likeness.score)
    bind(match, pair, rivals.length > 1)
  }
}

function bind(match: Match, { known, candidate, likeness }: Pair, ambiguous: boolean): void {
  if (!match.known.has(known) || !match.candidates.has(candidate)) return
  match.known.delete(known)
  match.candidates.delete(candidate)
  match.settled.push({ candidate, id: known.id })
  const { id, path: from } = known
  if (from !== candidate.found.path) {
    match.verdicts.push({ verdict: 'moved', id, from, candidate, reasons: likeness.reasons, ambiguous })
    return
  }
  match.verdicts.push({ verdict: 'same', id, candidate, reasons: ['same_path', ...likeness.reasons] })
}

function unbound(match: Match, candidate: Candidate): Verdict {
  const relation = relate(candidate, match.settled)
  match.settled.push({ candidate })
  const isCopy = relation?.kind === 'clone-of' || relation?.kind === 'copy-of'
  return isCopy ? { verdict: 'copied', candidate, relation } : { verdict: 'new', candidate, relation }
}

function bestFirst(pairs: readonly Pair[]): Pair[] {
  return [...pairs].sort(
    (a, b) =>
      b.likeness.score - a.likeness.score || nearness(b) - nearness(a) || (a.candidate.found.path < b.candidate.found.path ? -1 : 1),
  )
}

/** How many folders two paths share at their start, and whether the names contain one another. */
function nearness({ known, candidate }: Pair): number {
  const [before, now] = [known.path.split('/'), candidate.found.path.split('/')]
  let shared = 0
  while (shared < before.length && before[shared] === now[shared]) shared++
  const [a, b] = [baseName(known.path), baseName(candidate.found.path)]
  return shared + (a.includes(b) || b.includes(a) ? 2 : 0)
}

// Repositories before their worktrees, older folders before their copies.
function oldestFirst(candidates: Iterable<Candidate>): Candidate[] {
  const rank = ({ found }: Candidate) => (found.kind === 'worktree' ? 1 : 0)
  const born = ({ found }: Candidate) => BigInt(found.place?.born ?? 0)
  return [...candidates].sort((a, b) => rank(a) - rank(b) || Number(born(a) - born(b)) || (a.found.path < b.found.path ? -1 : 1))
}

function isVisible(known: Known, candidates: readonly Candidate[], scope: Scope): boolean {
  if (!scope.roots.includes(known.root) || scope.unseen.includes(known.root)) return false
  return !candidates.some(({ found }) => found.kind === 'unknown' && isInside(known.path, found.path))
}
