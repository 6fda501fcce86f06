import type { ChoiceBallot, NumericBallot, OpenBallot, PreferenceBallot, YesNoBallot } from './ballot.ts'
import type { ChoiceAnswer } from './choice.ts'
import { aggregateChoice, aggregateYesNo } from './choice.ts'
import type { OpenAnswer } from './claims.ts'
import { aggregateOpen } from './claims.ts'
import type { NumericAnswer } from './numeric.ts'
import { aggregateNumeric } from './numeric.ts'
import type { PreferenceAnswer } from './preference.ts'
import { aggregatePreference } from './preference.ts'
import type { Question } from './question.ts'
import type { CouncilState } from './state.ts'

export type BallotOf<Asked extends Question> = {
  choice: ChoiceBallot
  'yes-no': YesNoBallot
  numeric: NumericBallot
  preference: PreferenceBallot
  open: OpenBallot
}[Asked['type']]

export type AnswerOf<Asked extends Question> = {
  choice: ChoiceAnswer
  'yes-no': ChoiceAnswer
  numeric: NumericAnswer
  preference: PreferenceAnswer
  open: OpenAnswer
}[Asked['type']]

export type Answer = AnswerOf<Question>

/**
 * Turns blind ballots into the council's answer. Pure: the same question, ballots (in any order) and state
 * give the same answer. Throws RangeError for an unusable question; an unusable ballot is an absence.
 */
export function aggregate<Asked extends Question>(
  question: Asked,
  ballots: readonly BallotOf<Asked>[],
  state: CouncilState,
): AnswerOf<Asked> {
  return dispatch(question, ballots, state) as AnswerOf<Asked>
}

/** The question's type says which ballots it takes; the signature above holds callers to it. */
function dispatch(question: Question, ballots: readonly unknown[], state: CouncilState): Answer {
  switch (question.type) {
    case 'choice':
      return aggregateChoice(question, ballots as readonly ChoiceBallot[], state)
    case 'yes-no':
      return aggregateYesNo(question, ballots as readonly YesNoBallot[], state)
    case 'numeric':
      return aggregateNumeric(question, ballots as readonly NumericBallot[], state)
    case 'preference':
      return aggregatePreference(question, ballots as readonly PreferenceBallot[], state)
    case 'open':
      return aggregateOpen(question, ballots as readonly OpenBallot[], state)
  }
}
