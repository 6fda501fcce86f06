import type { Probabilities, Quantiles } from '../aggregation/ballot.ts'

export type Round = 'claims' | 'ballot' | 'crux' | 'text'

/** What is sealed: the same form for minds and for people. Which part is there depends on question and round. */
export interface StoredBallot {
  readonly probabilities?: Probabilities
  readonly probability?: number
  readonly quantiles?: Quantiles
  readonly ranking?: readonly (readonly string[])[]
  readonly claims?: Probabilities
  /** What it expects the others to choose, as shares. */
  readonly predicted?: Probabilities
  readonly reason: string
  readonly artefact: string
  readonly crux: string
  readonly evidence: readonly string[]
  /** Round `claims`: the claims this voter makes. */
  readonly made?: readonly { readonly text: string; readonly evidence: readonly string[] }[]
  /** Round `text`: the composed answer. */
  readonly text?: string
}

export interface BallotRow {
  voter: string
  round: Round
  sealed: string
  content: StoredBallot
  hash: string
  sealed_at: Date
}

export interface SeatRow {
  voter: string
  kind: 'persona' | 'person'
  name: string
  persona_version: number | null
  model: string | null
  provider: string | null
  position: number
  option_order: string[]
  state: 'waiting' | 'asking' | 'answered' | 'absent'
  absent: string | null
  cost_micros: string | null
  reserved_micros: string
  changed_at: Date
}

export interface StoredClaim {
  readonly id: string
  readonly text: string
  readonly authors: readonly string[]
  readonly evidence: readonly string[]
}

/** One question to one mind in one round. */
export interface Asking {
  readonly question: string
  readonly voter: string
  readonly round: Round
  /** No answer counts after this moment. */
  readonly until: string
}
