import type { z } from 'zod'
import type { Probabilities } from '../aggregation/ballot.ts'
import type { BallotRow, SeatRow } from '../deliberation/stored-ballot.ts'
import { labelOf, optionsOf, type QuestionRow } from '../question-row.ts'
import type { ballotView, seatView } from '../shapes.ts'

type SeatView = z.output<typeof seatView>
type BallotView = z.output<typeof ballotView>

export interface SeatSight {
  readonly question: QuestionRow
  readonly ballots: readonly BallotRow[]
  /** Whether ballots are shown at all: not while somebody may still vote blind. */
  readonly open: boolean
  /** Whether words of minds are for this viewer. */
  readonly words: boolean
}

export function asSeat(seat: SeatRow, sight: SeatSight): SeatView {
  const own = sight.open ? sight.ballots.filter((ballot) => ballot.voter === seat.voter) : []
  return {
    voter: seat.voter,
    kind: seat.kind,
    name: seat.name,
    model: seat.model,
    provider: seat.provider,
    state: seat.state,
    absent: seat.absent,
    optionOrder: seat.option_order,
    ballots: own.map((ballot) => asBallot(ballot, seat, sight)),
    costMicros: seat.cost_micros === null ? null : Number(seat.cost_micros),
    changedAt: seat.changed_at.toISOString(),
  }
}

function asBallot({ round, sealed, sealed_at: at, hash, content }: BallotRow, seat: SeatRow, sight: SeatSight): BallotView {
  const { question } = sight
  // What a person wrote is theirs; what a mind wrote rests on the evidence it read.
  const words = sight.words || seat.kind === 'person'
  const { probability } = content
  const probabilities = probability === undefined ? content.probabilities : { yes: probability, no: 1 - probability }
  const text = (said: string) => (words && said !== '' ? said : null)
  return {
    round,
    sealed: Number(sealed),
    sealedAt: at.toISOString(),
    hash,
    probabilities: labelled(probabilities, question),
    quantiles: content.quantiles ? { ...content.quantiles } : null,
    ranking: content.ranking ? content.ranking.map((tier) => [...tier]) : null,
    claims: Object.entries(content.claims ?? {}).map(([id, value]) => ({ id, probability: value })),
    predicted: labelled(content.predicted, question),
    reason: text(content.reason),
    artefact: text(content.artefact),
    crux: text(content.crux),
    evidence: [...content.evidence],
    withheld: !words,
  }
}

function labelled(probabilities: Probabilities | undefined, question: QuestionRow): BallotView['probabilities'] {
  const options = optionsOf(question)
  return Object.entries(probabilities ?? {}).map(([option, value]) => ({ option, label: labelOf(options, option), probability: value }))
}
