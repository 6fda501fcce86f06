import type { BallotOf } from '../aggregation/aggregate.ts'
import type { Voice } from '../aggregation/ballot.ts'
import type { Question } from '../aggregation/question.ts'
import type { QuestionRow } from '../question-row.ts'
import type { Proceedings } from './proceedings.ts'
import type { BallotRow, SeatRow, StoredBallot } from './stored-ballot.ts'

type Asked = Pick<QuestionRow, 'type' | 'domain' | 'reversibility' | 'costs' | 'threshold' | 'options'>

/** What is known of the voters beside their ballots, by their id. */
interface Known {
  readonly weights?: Readonly<Record<string, number>>
  /** How many answers each has written. */
  readonly written?: Readonly<Record<string, number>>
}

/** The question as the arithmetic takes it. */
export function askedQuestion(row: Asked, said: Proceedings, { weights = {}, written = {} }: Known = {}): Question {
  const framing = { domain: row.domain, council: said.seats.map((seat) => seat.voter), evidence: said.evidence }
  const stakes = { reversibility: row.reversibility, ...(row.costs ? { costs: row.costs } : {}) }
  const options = row.options.map(({ id, kind }) => ({ id, kind }))
  switch (row.type) {
    case 'choice':
      return { type: 'choice', ...framing, ...stakes, options }
    case 'yes-no':
      return { type: 'yes-no', ...framing, ...stakes }
    case 'numeric':
      return { type: 'numeric', ...framing, ...stakes, ...(row.threshold === null ? {} : { threshold: row.threshold }) }
    case 'preference':
      return { type: 'preference', ...framing, options, voterWeights: weights }
    case 'open':
      return { type: 'open', ...framing, ...stakes, claims: said.claims.map(({ id, authors }) => ({ id, authors })), written }
  }
}

/** The ballots as the arithmetic takes them: a seat without one is an absence with its reason. */
export function askedBallots(row: Asked, said: Proceedings): BallotOf<Question>[] {
  return said.seats.flatMap((seat) => {
    const find = (round: BallotRow['round']) => said.ballots.find((ballot) => ballot.voter === seat.voter && ballot.round === round)
    const first = find('ballot')
    if (first) return [ballotOf(row, voiceOf(seat, first), { first: first.content, second: find('crux')?.content })]
    return seat.state === 'absent' ? [{ ...seatVoice(seat), absent: seat.absent ?? 'no answer' }] : []
  })
}

function seatVoice(seat: SeatRow): Voice {
  return {
    voter: seat.voter,
    ...(seat.provider ? { provider: seat.provider } : {}),
    ...(seat.kind === 'person' ? { person: true } : {}),
  }
}

function voiceOf(seat: SeatRow, { sealed, content }: BallotRow): Voice {
  return {
    ...seatVoice(seat),
    sealed: Number(sealed),
    reason: content.reason,
    evidence: content.evidence,
    ...(content.crux ? { crux: { text: content.crux } } : {}),
  }
}

function ballotOf(row: Asked, voice: Voice, said: { first: StoredBallot; second?: StoredBallot }): BallotOf<Question> {
  const { first, second } = said
  switch (row.type) {
    case 'choice': {
      const revision = second?.probabilities && { probabilities: second.probabilities, evidence: second.evidence }
      return { ...voice, probabilities: first.probabilities, predictedShares: first.predicted, ...(revision ? { revision } : {}) }
    }
    case 'yes-no': {
      const revision = second?.probability === undefined ? null : { probability: second.probability, evidence: second.evidence }
      const share = first.predicted?.['yes']
      return {
        ...voice,
        probability: first.probability,
        ...(share === undefined ? {} : { predictedYesShare: share }),
        ...(revision ? { revision } : {}),
      }
    }
    case 'numeric':
      return { ...voice, quantiles: first.quantiles }
    case 'preference':
      return { ...voice, ranking: first.ranking }
    case 'open':
      return { ...voice, claims: first.claims }
  }
}
