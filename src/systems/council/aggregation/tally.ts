import type { CleanBallot } from './choice-reading.ts'
import type { Panel } from './panel.ts'
import { normalise, sum } from './vector.ts'

type Voices = Pick<Panel, 'ballots' | 'voices' | 'optionCount'>

/** Share of favourites per option, one vote a voice, with `prior` votes on each so that none is impossible. */
export function pluralityShares(panel: Voices, prior: number): number[] {
  return normalise(
    addPrior(
      countVotes(panel, () => 1),
      prior,
    ),
  )
}

/** Votes weighted by stated confidence in steps, scaled back to as many votes as there are voices. */
export function confidenceShares(panel: Voices, prior: number): number[] {
  const tally = countVotes(panel, ({ stated }) => confidenceStep(Math.max(...stated)))
  const votes = normalise(tally).map((share) => share * sum(panel.voices))
  return normalise(addPrior(votes, prior))
}

/** ReConcile's recalibration of a stated confidence (arXiv 2309.13007 and its code). */
export function confidenceStep(confidence: number): number {
  const rounded = Math.round(confidence * 1e9) / 1e9
  if (rounded >= 1) return 1
  if (rounded >= 0.9) return 0.8
  if (rounded >= 0.8) return 0.5
  return rounded > 0.6 ? 0.3 : 0.1
}

function countVotes({ ballots, voices, optionCount }: Voices, worth: (ballot: CleanBallot) => number): number[] {
  const votes = Array.from({ length: optionCount }, () => 0)
  ballots.forEach((ballot, index) => {
    const value = worth(ballot) * voices[index]!
    ballot.vote.forEach((share, option) => (votes[option]! += share * value))
  })
  return votes
}

function addPrior(votes: readonly number[], prior: number): number[] {
  return votes.map((vote) => vote + prior)
}
