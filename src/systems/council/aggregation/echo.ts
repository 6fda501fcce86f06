import type { Echo, Voice } from './ballot.ts'
import { byCodeUnit } from './vector.ts'

/**
 * A ballot made comparable: `top` names its answer, `numbers` are its figures on a common scale. Leave
 * `numbers` out where equal answers without a word are no sign of copying.
 */
export type Comparable = { readonly voice: Voice; readonly top: string; readonly numbers?: readonly number[] }

const numberTolerance = 0.005

/**
 * Sets apart the ballots that bring nothing of their own: the same answer as an earlier one, no evidence that
 * it lacks, and either the same reason, or the same figures (where the earlier one cites evidence, or neither has
 * a reason), or a view of the peers' ballots. Other words for the same figures from the same evidence are a paraphrase.
 */
export function separateEchoes<Ballot extends Comparable>(
  ballots: readonly Ballot[],
  knownEvidence?: readonly string[],
): { counted: Ballot[]; echoes: Echo[] } {
  const known = knownEvidence && new Set(knownEvidence)
  const inOrder = [...ballots].sort((left, right) => rankOf(left, known) - rankOf(right, known) || bySealing(left, right))
  const counted: Ballot[] = []
  const echoes: Echo[] = []
  for (const ballot of inOrder) {
    const original = findOriginal(ballot, counted, known)
    if (original) echoes.push({ voter: ballot.voice.voter, of: original.voice.voter })
    else counted.push(ballot)
  }
  counted.sort((left, right) => byCodeUnit(left.voice.voter, right.voice.voter))
  echoes.sort((left, right) => byCodeUnit(left.voter, right.voter))
  return { counted, echoes }
}

/** The cited ids that are part of the pack; an invented id is no evidence. */
export function knownIds(cited: readonly string[] | undefined, known: ReadonlySet<string> | undefined): string[] {
  return (cited ?? []).filter((id) => !known || known.has(id))
}

function findOriginal<Ballot extends Comparable>(
  ballot: Ballot,
  earlier: readonly Ballot[],
  known: ReadonlySet<string> | undefined,
): Ballot | undefined {
  const cited = knownIds(ballot.voice.evidence, known)
  const agreeing = earlier.filter((other) => other.top === ballot.top)
  if (ballot.voice.sawPeers) {
    const inPlay = new Set(earlier.flatMap((other) => other.voice.evidence ?? []))
    return cited.every((id) => inPlay.has(id)) ? agreeing[0] : undefined
  }
  return agreeing.find((other) => lacksNothing(other, cited) && repeats(ballot, other, known))
}

function lacksNothing(earlier: Comparable, cited: readonly string[]): boolean {
  return cited.every((id) => earlier.voice.evidence?.includes(id))
}

/** Where the earlier ballot rests on no evidence, words are all that tells two minds of one opinion apart. */
function repeats(ballot: Comparable, earlier: Comparable, known: ReadonlySet<string> | undefined): boolean {
  if (ballot.voice.person) return false
  const reason = foldReason(ballot.voice.reason)
  const sameReason = reason === foldReason(earlier.voice.reason)
  if (sameReason && reason !== '') return true
  const grounded = knownIds(earlier.voice.evidence, known).length > 0
  return (sameReason || grounded) && sameNumbers(ballot.numbers, earlier.numbers)
}

function sameNumbers(left: readonly number[] | undefined, right: readonly number[] | undefined): boolean {
  if (!left || !right) return false
  return left.every((value, index) => Math.abs(value - right[index]!) <= numberTolerance)
}

function foldReason(reason: string | undefined): string {
  return (reason ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Whoever brings evidence comes before who brings none, however quick that one was; who saw the others comes last. */
function rankOf({ voice }: Comparable, known: ReadonlySet<string> | undefined): number {
  if (voice.sawPeers) return 2
  return knownIds(voice.evidence, known).length > 0 ? 0 : 1
}

function bySealing(left: Comparable, right: Comparable): number {
  const order = (left.voice.sealed ?? 0) - (right.voice.sealed ?? 0)
  return order || byCodeUnit(left.voice.voter, right.voice.voter)
}
