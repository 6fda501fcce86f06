import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
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
      {open ? <ChangeEmail onClose={() => setOpen(false)} /> : null}
    </Card>
  )
}

function ChangeEmail({ onClose }: { onClose: () => void }) {
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const form = useAccountForm({ email: '' }, problem)
  const change = useMutationOf(identity, 'changeEmail', {
    failed: setProblem,
    done: ({ email }) => {
      notify({ title: word('email.changed', { email }) })
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
        <Field label={word('email.new')} error={form.said('email')}>
          <Input autoFocus type="email" autoComplete="email" {...form.bind('email')} />
        </Field>
      </Form>
    </Dialog>
  )
}
