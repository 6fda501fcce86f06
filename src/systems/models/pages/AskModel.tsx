import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { formatDollars } from '#ui/format/dollars.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { TextLink } from '#ui/kit/Link.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { formatNumber } from '#ui/format/number.ts'
import { models, type Answer, type ModelItem } from './client.ts'
import { word } from './words.ts'

/** One question to see that a model answers, and what that costs. */
export function AskModel({ model, onClose }: { model: ModelItem; onClose: () => void }) {
  const [question, setQuestion] = useState('')
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const ask = useMutationOf(models, 'ask', {
    done: (done) => {
      setAnswer(done)
      setProblem(null)
    },
    failed: setProblem,
  })
  return (
    <Dialog open onClose={onClose} title={word('ask.title', { model: model.reference })} width="wide">
      <Form
        onSubmit={() => ask.mutate({ model: model.reference, question })}
        problem={problem?.message ?? null}
        actions={
          <Button type="submit" variant="primary" busy={ask.isPending && word('ask.asking')}>
            {word('ask.do')}
          </Button>
        }
      >
        <Field label={word('ask.question')} required>
          <TextArea autoFocus rows={3} value={question} onChange={(event) => setQuestion(event.target.value)} />
        </Field>
        {answer ? <Given answer={answer} /> : null}
      </Form>
    </Dialog>
  )
}

function Given({ answer }: { answer: Answer }) {
  const [input, output] = [formatNumber(answer.inputTokens), formatNumber(answer.outputTokens)]
  return (
    <section aria-live="polite" className="grid gap-2 border-t border-line-faint pt-3.5">
      <p className="max-h-72 overflow-y-auto whitespace-pre-wrap">{answer.text}</p>
      {answer.finish === 'length' ? <p className="text-small text-warn-text">{word('ask.cut')}</p> : null}
      <p className="text-small text-ink-3">
        <TextLink href={`/models/calls/${answer.call}`}>
          {word('ask.cost', { cost: formatDollars(answer.costMicros), input, output })}
        </TextLink>
      </p>
    </section>
  )
}
