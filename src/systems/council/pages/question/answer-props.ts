import type { Answer, Question } from '../client.ts'

export interface AnswerProps {
  readonly question: Question
  readonly answer: Answer
  /** Opens a piece of evidence or somebody's ballot beside the page. */
  readonly onSee: (what: string) => void
}
