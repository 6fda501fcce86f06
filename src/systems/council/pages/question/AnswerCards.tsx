import { Card } from '#ui/kit/Card.tsx'
import type { Answer } from '../client.ts'
import type { AnswerProps } from './answer-props.ts'
import { ClaimsAnswer } from './ClaimsAnswer.tsx'
import { DissentCard } from './DissentCard.tsx'
import { headlineOf } from './headline.ts'
import { NumberAnswer } from './NumberAnswer.tsx'
import { ProbabilityBar } from './ProbabilityBar.tsx'
import { RankAnswer } from './RankAnswer.tsx'
import { SideNotes } from './SideNotes.tsx'
import { WeighCard } from './WeighCard.tsx'
import { word } from './words.ts'

/** The answer in its own form, who disagrees, what would change it, and how it came about. */
export function AnswerCards({ question, answer, onSee }: AnswerProps) {
  const { title, detail } = headlineOf(question, answer)
  return (
    <>
      <section
        aria-label={answer.sentence}
        className="min-w-0 rounded-card border border-line bg-raised p-4 max-desk:rounded-dialog desk:px-6"
      >
        <div className="mb-3 flex flex-wrap items-baseline gap-x-3">
          <h3 className="text-title font-title tracking-tight">{title}</h3>
          <span className="text-ink-3">{answer.provisional ? word('watch.provisional') : detail}</span>
        </div>
        <Body question={question} answer={answer} onSee={onSee} />
      </section>
      <SideNotes question={question} answer={answer} />
      {answer.provisional ? null : <DissentCard question={question} answer={answer} onSee={onSee} />}
      {answer.provisional ? null : <TextCard answer={answer} />}
      {answer.voters.length > 0 && !answer.provisional ? <WeighCard question={question} answer={answer} onSee={onSee} /> : null}
    </>
  )
}

function Body({ question, answer, onSee }: AnswerProps) {
  if (question.type === 'preference') return <RankAnswer question={question} answer={answer} onSee={onSee} />
  if (question.type === 'open') return <ClaimsAnswer question={question} answer={answer} onSee={onSee} />
  return (
    <div className="grid gap-5">
      {answer.probabilities.length > 0 ? <ProbabilityBar question={question} answer={answer} onSeat={onSee} /> : null}
      {question.type === 'numeric' ? <NumberAnswer question={question} answer={answer} onSee={onSee} /> : null}
    </div>
  )
}

function TextCard({ answer }: { answer: Answer }) {
  return (
    <Card title={word('text.title')}>
      {answer.text === null ? (
        <p className="text-ink-3">{word('text.hidden')}</p>
      ) : (
        <p className="max-w-[75ch] whitespace-pre-wrap text-ink-2">{answer.text}</p>
      )}
      {answer.advice ? <p className="mt-2 max-w-[75ch] border-t border-line-faint pt-2 text-small text-ink-2">{answer.advice}</p> : null}
    </Card>
  )
}
