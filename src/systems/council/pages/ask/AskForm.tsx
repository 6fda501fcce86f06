import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { Form } from '#ui/kit/Form.tsx'
import type { Wording } from '../client.ts'
import { faultsOf, wordingOf, type Draft, type Faults } from './draft.ts'
import { LimitFields } from './LimitFields.tsx'
import { OutcomeFields } from './OutcomeFields.tsx'
import type { PartProps } from './part-props.ts'
import { QuestionFields } from './QuestionFields.tsx'
import { StakeFields } from './StakeFields.tsx'
import { word } from './words.ts'

interface AskFormProps {
  readonly start: Draft
  readonly lead: string | null
  /** The project is given by the conversation. */
  readonly placed: boolean
  readonly problem: ProblemError | null
  readonly busy: boolean
  readonly onSend: (wording: Wording, project: string) => void
}

export function AskForm({ start, lead, placed, problem, busy, onSend }: AskFormProps) {
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const faults: Faults = tried ? faultsOf(draft) : {}
  const parts: PartProps = {
    draft,
    change: (part) => setDraft((old) => ({ ...old, ...part })),
    said: (field) => {
      const fault = faults[field]
      return fault ? word(`wrong.${fault}`) : problem?.errors.find(({ path }) => path === field)?.message
    },
  }
  const submit = () => {
    setTried(true)
    if (Object.keys(faultsOf(draft)).length === 0) onSend(wordingOf(draft), draft.project)
  }
  return (
    <Form
      onSubmit={submit}
      problem={problem?.message ?? null}
      wrong={Object.keys(faults).length}
      actions={
        <Button type="submit" variant="primary" size="large" busy={busy && word('sending')}>
          {word('send')}
        </Button>
      }
    >
      <Card title={word('part.question')}>
        <div className="grid gap-3.5">
          {lead ? <p className="text-ink-2">{lead}</p> : null}
          <QuestionFields {...parts} placed={placed} />
        </div>
      </Card>
      <Card title={word('part.stake')}>
        <StakeFields {...parts} />
      </Card>
      <Card title={word('part.limits')}>
        <LimitFields {...parts} />
      </Card>
      <Card title={word('part.outcome')}>
        <OutcomeFields {...parts} />
      </Card>
    </Form>
  )
}
