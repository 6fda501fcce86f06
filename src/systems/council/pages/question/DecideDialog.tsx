import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { RadioGroup } from '#ui/kit/RadioGroup.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { council, type Question } from '../client.ts'
import { word as own } from '../words.ts'
import { offeredOf } from './offered.ts'
import { word } from './words.ts'

/** Writes the decision of a person into the journal. */
export function DecideDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const offered = offeredOf(question)
  const [option, setOption] = useState(question.decision?.option ?? question.answer?.outcome.option ?? offered[0]?.id ?? '')
  const [note, setNote] = useState(question.decision?.note ?? '')
  const [review, setReview] = useState(question.reviewAt?.slice(0, 10) ?? '')
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const decide = useMutationOf(council, 'decide', { version: question.version, done: onClose, failed: setProblem })
  const submit = () =>
    decide.mutate({
      question: question.id,
      note,
      ...(option ? { option } : {}),
      ...(review && review !== question.reviewAt?.slice(0, 10) ? { reviewAt: new Date(`${review}T12:00`).toISOString() } : {}),
    })
  return (
    <Dialog open onClose={onClose} title={word('decide.title')} description={word('decide.lead')}>
      <Form
        onSubmit={submit}
        problem={problem?.message ?? null}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={decide.isPending && word('decide.busy')}>
              {word('decide.do')}
            </Button>
          </>
        }
      >
        {offered.length > 0 ? (
          <RadioGroup
            label={word('decide.option')}
            value={option}
            onValue={setOption}
            choices={[...offered.map(({ id, label }) => ({ value: id, label })), { value: '', label: word('decide.other') }]}
          />
        ) : null}
        <Field label={word('decide.note')} required={false}>
          <TextArea value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <Field label={word('decide.review')}>
          <Input type="date" value={review} onChange={(event) => setReview(event.target.value)} />
        </Field>
      </Form>
    </Dialog>
  )
}
