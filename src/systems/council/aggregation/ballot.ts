/** What every ballot carries, whatever the question's type. */
export type Voice = {
  readonly voter: string
  /** Whose model spoke; voices of one provider err together. */
  readonly provider?: string
  /** A human being; people often agree on round numbers without copying. */
  readonly person?: boolean
  /** Set when there is no answer: why, in words for the reader. */
  readonly absent?: string
  /** Position in the order of sealing; the earlier of two equal ballots is the original. */
  readonly sealed?: number
  /** The voter had seen other ballots before answering. */
  readonly sawPeers?: boolean
  readonly reason?: string
  readonly evidence?: readonly string[]
  readonly crux?: Crux
}

/** What would change this voter's mind, and what it costs to find out (any one unit; 1 when unknown). */
export type Crux = { readonly text: string; readonly cost?: number }

export type Probabilities = Readonly<Record<string, number>>

/** A second answer, given after the crux was shown; it never replaces the first in learning. */
export type Revision = { readonly probabilities: Probabilities; readonly evidence?: readonly string[] }

export type ChoiceBallot = Voice & {
  readonly probabilities?: Probabilities
  /** The share of peers the voter expects to choose each option. */
  readonly predictedShares?: Probabilities
  readonly revision?: Revision
}

export type YesNoBallot = Voice & {
  readonly probability?: number
  readonly predictedYesShare?: number
  readonly revision?: { readonly probability: number; readonly evidence?: readonly string[] }
}

export type Quantiles = { readonly p10: number; readonly p50: number; readonly p90: number }

export type NumericBallot = Voice & { readonly quantiles?: Quantiles }

/** Best first; options in one inner list are equally good; options left out come last. */
export type PreferenceBallot = Voice & { readonly ranking?: readonly (readonly string[])[] }

/** Probability that each claim holds; a claim left out is an abstention. */
export type OpenBallot = Voice & { readonly claims?: Probabilities }

export type Absence = { readonly voter: string; readonly why: string }

/** A ballot that only repeats another one: not counted. */
export type Echo = { readonly voter: string; readonly of: string }
