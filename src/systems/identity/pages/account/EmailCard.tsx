import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { identity, type Profile } from '../client.ts'
import { useAccountForm } from '../use-account-form.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

export function EmailCard({ profile }: { profile: Profile }) {
  const [open, setOpen] = useState(false)
  return (
    <Card title={word('email')} aside={<Button onClick={() => setOpen(true)}>{word('email.change')}</Button>}>
      <p className="text-ink-2">{word('email.body', { email: profile.email })}</p>
      {profile.newEmail ? <Waiting email={profile.email} wanted={profile.newEmail} /> : null}
      {open ? <ChangeEmail onClose={() => setOpen(false)} /> : null}
    </Card>
  )
}

/** The letter is under way; until its link is followed the change can be taken back. */
function Waiting({ email, wanted }: { email: string; wanted: string }) {
  const stay = useMutationOf(identity, 'changeEmail', { done: () => notify({ title: word('email.stayed', { email }) }) })
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-2 border-t border-line-faint pt-3">
      <p className="min-w-0 text-ink-2">{word('email.waiting', { wanted })}</p>
      <Button busy={stay.isPending && word('email.staying')} onClick={() => stay.mutate({ email })}>
        {word('email.stay')}
      </Button>
    </div>
  )
}

function ChangeEmail({ onClose }: { onClose: () => void }) {
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const ways = useOperation(identity, 'listSignInWays', {}).data
  const form = useAccountForm({ email: '' }, problem)
  const change = useMutationOf(identity, 'changeEmail', {
    failed: setProblem,
    done: ({ email, newEmail }) => {
      notify({ title: newEmail ? word('email.sent', { email: newEmail }) : word('email.changed', { email }) })
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={word('email.change')}>
      <Form
        onSubmit={() => form.submit(() => change.mutate(form.fields))}
        problem={form.problem}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={change.isPending && word('email.changing')}>
              {word('email.change')}
            </Button>
          </>
        }
      >
        <Field
          label={word('email.new')}
          help={ways ? word(ways.passwordLink ? 'email.letter' : 'email.atonce') : undefined}
          error={form.said('email')}
        >
          <Input autoFocus type="email" autoComplete="email" {...form.bind('email')} />
        </Field>
      </Form>
    </Dialog>
  )
}
