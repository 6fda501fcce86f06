import type { Revision } from './ballot.ts'
import type { CleanBallot, Reading } from './choice-reading.ts'
import { cleanBallot, defectOf, valuesOf } from './choice-reading.ts'
import { knownIds } from './echo.ts'
import type { CouncilState } from './state.ts'
import { softmax } from './vector.ts'

export type Revised = {
  readonly ballot: CleanBallot
  /** Change of the ballot's log odds if its revision counted in full. */
  readonly change: readonly number[]
}

export type RevisionOutcome = { readonly voter: string; readonly counted: boolean }

/**
 * Second answers that cite evidence nobody cited in the first round, by voter. A change of mind without
 * new evidence is conformity and weighs nothing.
 */
export function evidencedRevisions(reading: Reading, state: CouncilState, knownEvidence?: readonly string[]): Map<string, Revised> {
  const known = knownEvidence && new Set(knownEvidence)
  const inPlay = new Set(reading.counted.flatMap(({ voice }) => voice.evidence ?? []))
  const revised = new Map<string, Revised>()
  for (const first of reading.counted) {
    const revision = first.voice.revision
    if (!revision || defectOf(revision.probabilities, reading.optionIds)) continue
    if (!knownIds(revision.evidence, known).some((id) => !inPlay.has(id))) continue
    const ballot = cleanRevision(first, revision, { optionIds: reading.optionIds, settings: state.settings })
    const change = ballot.logOdds.map((log, option) => log - first.logOdds[option]!)
    revised.set(first.voice.voter, { ballot, change })
  }
  return revised
}

/** Moves each evidenced change of mind by the learned credit: ℓ' = ℓ1 + λ(ℓ2 − ℓ1). */
export function applyRevisions(
  reading: Reading,
  state: CouncilState,
  knownEvidence?: readonly string[],
): { reading: Reading; revisions: RevisionOutcome[] } {
  const credit = state.flipCredit.value
  const evidenced = evidencedRevisions(reading, state, knownEvidence)
  const revisions: RevisionOutcome[] = []
  const counted = reading.counted.map((first) => {
    if (!first.voice.revision) return first
    const revised = evidenced.get(first.voice.voter)
    revisions.push({ voter: first.voice.voter, counted: revised !== undefined })
    if (!revised) return first
    const moved = softmax(first.logOdds.map((log, option) => log + credit * revised.change[option]!))
    return cleanBallot(first.voice, moved, { optionIds: reading.optionIds, settings: state.settings })
  })
  return { reading: { ...reading, counted }, revisions }
}

function cleanRevision(first: CleanBallot, revision: Revision, frame: Parameters<typeof cleanBallot>[2]): CleanBallot {
  return cleanBallot(first.voice, valuesOf(revision.probabilities, frame.optionIds), frame)
}
