import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { formatExact } from '#ui/format/time.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Facts, type Fact } from '#ui/kit/Facts.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { ButtonLink, TextLink } from '#ui/kit/Link.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { automations, type StepApproval } from '../client.ts'
import { runHref } from '../runs/run-state.ts'
import { word } from '../words.ts'

interface ApprovalFaceProps {
  readonly approval: StepApproval
  /** Large buttons below each other, as a sheet on a phone has them. */
  readonly large?: boolean
  readonly onAnswered?: () => void
}

/** What is asked, who asks, who has answered, until when; and the two answers where they are yours to give. */
export function ApprovalFace({ approval, large, onAnswered }: ApprovalFaceProps) {
  return (
    <div className="grid min-w-0 gap-3">
      {approval.message ? <p className="text-pretty whitespace-pre-wrap text-ink-2">{approval.message}</p> : null}
      <div className="overflow-hidden rounded-card border border-line bg-sunken">
        <Facts facts={facts(approval)} />
      </div>
      {approval.state === 'open' ? <Until approval={approval} /> : null}
      {approval.mine ? <Answer approval={approval} large={large} onAnswered={onAnswered} /> : null}
    </div>
  )
}

export function approvalTitle(approval: Pick<StepApproval, 'automationName' | 'step'>): string {
  return word('approvals.question', { step: approval.step, automation: approval.automationName })
}

export function ApprovalBadge({ approval }: { approval: Pick<StepApproval, 'state' | 'mine'> }) {
  const { state, mine } = approval
  const tone = state === 'open' ? 'warn' : state === 'approved' ? 'ok' : state === 'rejected' ? 'bad' : 'outline'
  return <Badge tone={tone}>{word(state === 'open' && mine ? 'approvals.asks_you' : `approvals.${state}`)}</Badge>
}

function facts(approval: StepApproval): Fact[] {
  const approved = approval.answers.filter(({ decision }) => decision === 'approved').length
  const known: readonly (Fact | null)[] = [
    {
      label: word('approvals.asked_by'),
      value: (
        <>
          <TextLink href={runHref({ id: approval.run })}>
            {approval.automationName} #{approval.runNumber}
          </TextLink>
          {', '}
          <RelativeTime at={approval.createdAt} phrase />
        </>
      ),
    },
    { label: word('approvals.people'), value: approval.people.map(askedText).join(', ') },
    approval.quorum > 1
      ? { label: word('approvals.quorum'), value: word('approvals.of', { done: approved, quorum: approval.quorum }) }
      : null,
    ...approval.answers.map((answer) => ({
      label: answer.name,
      value: [word(`approvals.${answer.decision}`), answer.comment].filter(Boolean).join(': '),
    })),
    approval.decidedAt ? { label: word('approvals.decided'), value: <RelativeTime at={approval.decidedAt} phrase /> } : null,
  ]
  return known.filter((fact) => fact !== null)
}

function Until({ approval }: { approval: StepApproval }) {
  const parts = [
    approval.expiresAt ? word('approvals.expires', { time: formatExact(approval.expiresAt) }) : word('approvals.stays'),
    approval.escalatedAt ? word('approvals.escalated') : '',
  ]
  return <p className="text-small text-ink-3">{parts.filter(Boolean).join(' ')}</p>
}

function Answer({ approval, large, onAnswered }: ApprovalFaceProps) {
  const [comment, setComment] = useState('')
  const [given, setGiven] = useState<'approved' | 'rejected' | null>(null)
  const answer = useMutationOf(automations, 'answerApproval', {
    done: (now) => {
      notify({ kind: 'passed', title: word(now.state === 'open' ? 'approvals.counted' : `approvals.${now.state}`) })
      onAnswered?.()
    },
  })
  const send = (decision: 'approved' | 'rejected') => {
    setGiven(decision)
    answer.mutate({ approval: approval.id, decision, ...(comment.trim() ? { comment: comment.trim() } : {}) })
  }
  const busy = (decision: 'approved' | 'rejected') => answer.isPending && given === decision && word('approvals.sending')
  const size = large ? 'large' : 'medium'
  return (
    <div className="grid gap-3">
      <Field label={word('approvals.comment')} required={false}>
        <TextArea rows={1} value={comment} onChange={(event) => setComment(event.target.value)} />
      </Field>
      <div
        className={
          large
            ? 'grid grid-cols-2 gap-2 [&>:first-child]:col-span-2 [&>*]:h-12 [&>*]:rounded-card'
            : 'flex flex-row-reverse justify-end gap-2'
        }
      >
        <Button variant="primary" size={size} icon={Check} busy={busy('approved')} onClick={() => send('approved')}>
          {word('approvals.approve')}
        </Button>
        <Button size={size} icon={X} busy={busy('rejected')} onClick={() => send('rejected')}>
          {word('approvals.reject')}
        </Button>
        {large ? (
          <ButtonLink size={size} href={runHref({ id: approval.run })}>
            {word('approvals.open_run')}
          </ButtonLink>
        ) : null}
      </div>
    </div>
  )
}

/** `role:owner` as people say it; everything else is a person's address. */
function askedText(asked: string): string {
  return asked.startsWith('role:') ? word('approvals.role', { role: asked.slice(5) }) : asked
}
