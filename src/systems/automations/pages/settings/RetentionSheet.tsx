import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { automations, type Retention } from '../client.ts'
import { word as areaWord } from '../words.ts'
import { word } from './words.ts'
import { readCount } from './read-count.ts'

const fields = [
  { name: 'days', most: 3650, needed: true },
  { name: 'runsPerAutomation', most: 1_000_000, needed: false },
  { name: 'eventDays', most: 365, needed: true },
] as const

/** How long runs, events and deliveries of all automations are kept. */
export function RetentionSheet({ retention, onClose }: { retention: Retention; onClose: () => void }) {
  const [texts, setTexts] = useState(() => fields.map(({ name }) => String(retention[name] ?? '')))
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const set = useMutationOf(automations, 'setRetention', {
    done: () => {
      notify({ kind: 'passed', title: word('keep.saved') })
      onClose()
    },
    failed: setProblem,
  })
  const values = fields.map(({ most, needed }, index) => {
    const value = readCount(texts[index]!, most)
    return value === null && needed ? 'wrong' : value
  })
  const wrong = values.filter((value) => value === 'wrong').length
  const submit = () => {
    const [days, runsPerAutomation, eventDays] = values as (number | null)[]
    if (wrong === 0) set.mutate({ days: days!, runsPerAutomation: runsPerAutomation!, eventDays: eventDays! })
  }
  return (
    <Sheet open onClose={onClose} title={word('keep.title')} description={word('keep.sheet')}>
      <Form
        onSubmit={submit}
        problem={problem?.message ?? null}
        wrong={wrong}
        actions={
          <Button type="submit" variant="primary" busy={set.isPending && areaWord('editor.saving')}>
            {word('keep.save')}
          </Button>
        }
      >
        {fields.map(({ name, most, needed }, index) => (
          <Field
            key={name}
            label={word(`keep.all.${name}`)}
            required={needed ? undefined : false}
            error={values[index] === 'wrong' ? word('keep.wrong', { most }) : undefined}
          >
            <Input
              inputMode="numeric"
              value={texts[index]}
              onChange={(event) => setTexts(texts.map((text, at) => (at === index ? event.target.value : text)))}
            />
          </Field>
        ))}
      </Form>
    </Sheet>
  )
}
