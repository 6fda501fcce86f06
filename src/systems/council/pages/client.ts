import { clientFor, type InputFor, type OutputFor } from '#ui/client/client.ts'
import type { contract } from '../contract.ts'

export const council = clientFor<typeof contract>('council')

type Contract = typeof contract
export type QuestionItem = OutputFor<Contract, 'list'>['items'][number]
export type Question = OutputFor<Contract, 'get'>
export type Answer = NonNullable<Question['answer']>
export type Seat = Question['seats'][number]
export type Ballot = Seat['ballots'][number]
export type Evidence = Question['evidence'][number]
export type Lens = Question['lenses'][number]
export type JournalItem = OutputFor<Contract, 'journal'>['items'][number]
export type Mind = OutputFor<Contract, 'listPersonas'>['items'][number]
export type Offer = OutputFor<Contract, 'openBallot'>
export type Scores = OutputFor<Contract, 'calibration'>['council']
export type ChoiceScores = NonNullable<Scores['choices']>
export type VoterScores = OutputFor<Contract, 'scorecards'>['voters'][number]
export type Wording = Omit<InputFor<Contract, 'ask'>, 'project'>
export type Vote = Omit<InputFor<Contract, 'vote'>, 'question'>
export type Outcome = InputFor<Contract, 'resolve'>['outcome']
