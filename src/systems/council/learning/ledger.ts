import type { ChoiceBallot, NumericBallot, OpenBallot, PreferenceBallot, YesNoBallot } from '../aggregation/ballot.ts'
import type { ChoiceQuestion, NumericQuestion, OpenQuestion, PreferenceQuestion, YesNoQuestion } from '../aggregation/question.ts'
import type { Seat } from '../aggregation/state.ts'

/** Where a result came from. Approval of an answer is no result and has no place here. */
export type Resolver = 'metric' | 'task' | 'deployment' | 'revenue' | 'verdict'

/** Credit per option, any non-negative numbers: one option for a clear result, several when more than one was fine. */
export type ChoiceOutcome = { readonly credits: Readonly<Record<string, number>> }
/** 1 when it happened, 0 when not, between for a partial result. */
export type YesNoOutcome = { readonly happened: number }
export type NumericOutcome = { readonly value: number }
/** How far each claim held, 0 to 1; a claim left out is still open. */
export type OpenOutcome = { readonly held: Readonly<Record<string, number>> }
/** What was chosen; a preference has no truth, so nothing is learned from it. */
export type PreferenceOutcome = { readonly chosen?: string }

type Resolved<Question, Ballot, Outcome> = {
  readonly kind: 'resolved'
  readonly question: Question
  /** All ballots of the question, revisions included; learning uses the first answers. */
  readonly ballots: readonly Ballot[]
  readonly outcome: Outcome
  readonly resolver: Resolver
}

export type ResolvedChoice = Resolved<ChoiceQuestion, ChoiceBallot, ChoiceOutcome>
export type ResolvedYesNo = Resolved<YesNoQuestion, YesNoBallot, YesNoOutcome>
export type ResolvedNumeric = Resolved<NumericQuestion, NumericBallot, NumericOutcome>
export type ResolvedOpen = Resolved<OpenQuestion, OpenBallot, OpenOutcome>
export type ResolvedPreference = Resolved<PreferenceQuestion, PreferenceBallot, PreferenceOutcome>
export type ResolvedQuestion = ResolvedChoice | ResolvedYesNo | ResolvedNumeric | ResolvedOpen | ResolvedPreference

/** Voters who took their seats before anything was resolved with them. */
export type SeatingEntry = { readonly kind: 'seated'; readonly voters: readonly Seat[] }

/** Somebody liked or disliked an answer: kept to be shown, never learned from. */
export type ApprovalEntry = { readonly kind: 'approval'; readonly liked: boolean }

/** One row of the outcome ledger. The order of rows is part of the result. */
export type LedgerEntry = SeatingEntry | ApprovalEntry | ResolvedQuestion

export type ResolvedAs<Type extends ResolvedQuestion['question']['type']> = Extract<ResolvedQuestion, { question: { type: Type } }>

export function isResolvedAs<Type extends ResolvedQuestion['question']['type']>(
  resolved: ResolvedQuestion,
  type: Type,
): resolved is ResolvedAs<Type> {
  return resolved.question.type === type
}
