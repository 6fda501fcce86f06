import type { Reading } from '../aggregation/choice-reading.ts'
import { defectOf, valuesOf } from '../aggregation/choice-reading.ts'
import type { Members } from '../aggregation/mixture.ts'
import type { Panel } from '../aggregation/panel.ts'
import { votingWeights } from '../aggregation/panel.ts'
import type { ChoiceQuestion } from '../aggregation/question.ts'
import { evidencedRevisions } from '../aggregation/revision.ts'
import { absenceGain, stackScores } from '../aggregation/stack.ts'
import type { CouncilState, VoterRecord } from '../aggregation/state.ts'
import { indexOfLargest, softmax } from '../aggregation/vector.ts'
import { stepScale } from './newton.ts'

type Resolution = { question: ChoiceQuestion; reading: Reading; target: readonly number[] }

/** What second answers taught: how far to credit an evidenced change of mind, and who flips to right or wrong. */
export function learnRevisions(panel: Panel, members: Members, resolution: Resolution): Pick<CouncilState, 'flipCredit' | 'voters'> {
  const { state } = panel
  return {
    flipCredit: learnCredit(panel, members, resolution),
    voters: panel.ballots.some(({ voice }) => voice.revision) ? countFlips(panel, resolution) : state.voters,
  }
}

/** One step of λ in softmax(S + λΔ), where Δ is the change of the scores if every evidenced flip counted. */
function learnCredit(panel: Panel, members: Members, resolution: Resolution): CouncilState['flipCredit'] {
  const { state, seats } = panel
  const revised = evidencedRevisions(resolution.reading, state, resolution.question.evidence)
  if (revised.size === 0) return state.flipCredit
  const weights = votingWeights(state, panel.domain)
  const gain = absenceGain(panel, weights)
  const change = resolution.target.map(() => 0)
  panel.ballots.forEach(({ voice }, index) => {
    const weight = gain * weights[seats[index]!]!
    revised.get(voice.voter)?.change.forEach((value, option) => (change[option]! += weight * value))
  })
  const scores = stackScores([...weights, state.weights.at(-1)!], members.domainRows)
  const credit = state.flipCredit.value
  const predicted = softmax(scores.map((score, option) => score + credit * change[option]!))
  const precision = 1 / state.settings.flipVariance
  const prior = { value: state.settings.flipCredit, precision, forgetting: 1, least: 0, most: 1 }
  return stepScale(state.flipCredit, prior, { row: change, predicted, target: resolution.target })
}

function countFlips(panel: Panel, { reading, target }: Resolution): VoterRecord[] {
  const right = reading.optionIds[indexOfLargest(target)]!
  const voters = [...panel.state.voters]
  panel.ballots.forEach(({ voice, top }, index) => {
    const second = voice.revision?.probabilities
    if (!second || defectOf(second, reading.optionIds)) return
    const now = reading.optionIds[indexOfLargest(valuesOf(second, reading.optionIds))]!
    const seat = panel.seats[index]!
    if (top !== right && now === right) voters[seat] = { ...voters[seat]!, flippedToRight: voters[seat]!.flippedToRight + 1 }
    if (top === right && now !== right) voters[seat] = { ...voters[seat]!, flippedToWrong: voters[seat]!.flippedToWrong + 1 }
  })
  return voters
}
