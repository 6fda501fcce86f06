import type { CleanBallot, Reading } from './choice-reading.ts'
import type { Framing } from './question.ts'
import { domainOf } from './question.ts'
import type { CouncilState } from './state.ts'
import { admitVoters } from './state.ts'
import type { Twins } from './twins.ts'
import { findTwins } from './twins.ts'

/** The counted ballots of one question beside what the state knows about their voters. */
export type Panel = Twins & {
  readonly state: CouncilState
  readonly domain: string
  readonly optionCount: number
  readonly ballots: readonly CleanBallot[]
  /** `seats[i]` is the index in `state.voters` of the voter of `ballots[i]`. */
  readonly seats: readonly number[]
  /** Indices of everybody convened, whether they answered or not. */
  readonly convened: readonly number[]
}

/** Seats the counted voters; a voter the state does not know gets the prior of a newcomer. */
export function seatPanel(question: Framing, reading: Reading, known: CouncilState): Panel {
  const { counted } = reading
  const state = admitVoters(
    known,
    counted.map(({ voice }) => ({ id: voice.voter, provider: voice.provider })),
  )
  const { seats, convened } = seatVoters(
    question,
    counted.map(({ voice }) => voice.voter),
    state,
  )
  return {
    state,
    domain: domainOf(question),
    optionCount: reading.optionIds.length,
    ballots: counted,
    seats,
    convened,
    ...findTwins(state, seats),
  }
}

export function seatVoters(question: Framing, voters: readonly string[], state: CouncilState): { seats: number[]; convened: number[] } {
  const index = new Map(state.voters.map((voter, seat) => [voter.id, seat]))
  const seats = voters.map((voter) => index.get(voter)!)
  if (!question.council) return { seats, convened: state.voters.map((_, seat) => seat) }
  const convened = new Set(seats)
  for (const voter of question.council) if (index.has(voter)) convened.add(index.get(voter)!)
  return { seats, convened: [...convened].sort((left, right) => left - right) }
}

/** Learned weight of every known voter in a domain: w + δ. */
export function votingWeights(state: CouncilState, domain: string): number[] {
  const delta = Object.hasOwn(state.domains, domain) ? state.domains[domain]!.delta : []
  return state.voters.map((_, seat) => state.weights[seat]! + (delta[seat] ?? 0))
}
