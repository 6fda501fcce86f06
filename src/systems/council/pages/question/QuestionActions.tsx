import { CircleStop, CornerDownRight, Gavel, RotateCcw, Scale } from 'lucide-react'
import { useState } from 'react'
import { useGo } from '#ui/app/navigation.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { council, type Question } from '../client.ts'
import { isOpen, questionHref } from '../question-state.ts'
import { useMay } from '../use-may.ts'
import { DecideDialog } from './DecideDialog.tsx'
import { OutcomeDialog } from './OutcomeDialog.tsx'
import { word } from './words.ts'

export function QuestionActions({ question }: { question: Question }) {
  const mayAsk = useMay('ask')
  const mayDecide = useMay('decide')
  return (
    <>
      {mayAsk && !isOpen(question) ? <Again question={question} /> : null}
      {mayAsk && isOpen(question) ? <Ending question={question} /> : null}
      {mayDecide && question.state === 'answered' ? <Deciding question={question} /> : null}
    </>
  )
}

function Again({ question }: { question: Question }) {
  const go = useGo()
  const again = useMutationOf(council, 'askAgain', { done: (made) => go(questionHref(made.question)) })
  return (
    <>
      <Button icon={RotateCcw} busy={again.isPending && word('do.again.busy')} onClick={() => again.mutate({ question: question.id })}>
        {word('do.again')}
      </Button>
      {question.state === 'answered' ? (
        <ButtonLink icon={CornerDownRight} href={`/council/new?after=${question.id}`}>
          {word('do.further')}
        </ButtonLink>
      ) : null}
    </>
  )
}

function Ending({ question }: { question: Question }) {
  const cancel = useMutationOf(council, 'cancel')
  const close = useMutationOf(council, 'closeVoting')
  return (
    <>
      <Button icon={CircleStop} busy={cancel.isPending && word('do.stopping')} onClick={() => cancel.mutate({ question: question.id })}>
        {word('do.stop')}
      </Button>
      {question.state === 'voting' ? (
        <Button busy={close.isPending && word('do.closing')} onClick={() => close.mutate({ question: question.id })}>
          {word('do.close')}
        </Button>
      ) : null}
    </>
  )
}

/** What is next of the two is the primary one: first the decision, then what came of it. */
function Deciding({ question }: { question: Question }) {
  const [open, setOpen] = useState<'decide' | 'outcome' | null>(null)
  const close = () => setOpen(null)
  const isDecided = question.decision !== null || question.reviewDue
  return (
    <>
      <Button icon={Gavel} variant={isDecided ? 'secondary' : 'primary'} onClick={() => setOpen('decide')}>
        {word('do.decide')}
      </Button>
      {question.outcome ? null : (
        <Button icon={Scale} variant={isDecided ? 'primary' : 'secondary'} onClick={() => setOpen('outcome')}>
          {word('do.outcome')}
        </Button>
      )}
      {open === 'decide' ? <DecideDialog question={question} onClose={close} /> : null}
      {open === 'outcome' ? <OutcomeDialog question={question} onClose={close} /> : null}
    </>
  )
}
