import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import type { Vote } from '../client.ts'
import { BallotFields } from './BallotFields.tsx'
import { emptyBallot, voteOf, type Ask } from './draft.ts'
import { word } from './words.ts'

interface BallotFormProps {
  readonly ask: Ask
  readonly busy: boolean
  readonly problem: ProblemError | null
  readonly onVote: (vote: Vote) => void
}

/** One blind ballot, for a member or for a guest with a link. */
export function BallotForm({ ask, busy, problem, onVote }: BallotFormProps) {
  const [draft, setDraft] = useState(() => emptyBallot(ask))
  const [tried, setTried] = useState(false)
  const vote = voteOf(ask.type, draft)
  const fault = tried && typeof vote === 'string' ? word(`fault.${vote}`) : null
  const change = (part: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...part }))
  if (ask.type === 'open' && ask.claims.length === 0) return <p className="text-ink-2">{word('claim.none')}</p>
  return (
    <Form
      onSubmit={() => {
        setTried(true)
        if (typeof vote !== 'string') onVote(vote)
      }}
      problem={fault ?? problem?.message ?? null}
      actions={
        <Button type="submit" variant="primary" busy={busy && word('sealing')}>
          {word('seal')}
        </Button>
      }
    >
      <BallotFields ask={ask} draft={draft} change={change} />
      <Field label={word('reason')} required={false}>
        <TextArea rows={2} value={draft.reason} maxLength={2000} onChange={(event) => change({ reason: event.target.value })} />
      </Field>
      <Field label={word('crux')} required={false}>
        <TextArea rows={2} value={draft.crux} maxLength={500} onChange={(event) => change({ crux: event.target.value })} />
      </Field>
    </Form>
  )
}
