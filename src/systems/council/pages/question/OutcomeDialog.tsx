import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { council, type Question } from '../client.ts'
import { word as own } from '../words.ts'
import { OutcomeFields } from './OutcomeFields.tsx'
import { emptyHappened, outcomeOf, type Happened } from './outcome.ts'
import { word } from './words.ts'

/** What really happened; the council learns from it. */
export function OutcomeDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const [happened, setHappened] = useState<Happened>(emptyHappened)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const resolve = useMutationOf(council, 'resolve', { done: onClose, failed: setProblem })
  const outcome = outcomeOf(question.type, happened)
  const submit = () => {
    setTried(true)
    if (outcome) resolve.mutate({ question: question.id, outcome, note })
  }
  const fault = word(question.type === 'numeric' ? 'outcome.wrong.value' : 'outcome.wrong')
  return (
    <Dialog open onClose={onClose} title={word('outcome.title')} description={word('outcome.lead')}>
      <Form
        onSubmit={submit}
        problem={problem?.message ?? (tried && !outcome ? fault : null)}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={resolve.isPending && word('outcome.busy')}>
              {word('outcome.do')}
            </Button>
          </>
        }
      >
        <OutcomeFields question={question} happened={happened} change={(part) => setHappened((old) => ({ ...old, ...part }))} />
        <Field label={word('outcome.note')} required={false}>
          <TextArea value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </Form>
    </Dialog>
  )
}
