import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { identity } from '../client.ts'
import { useAccountForm } from '../use-account-form.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

export function PasswordCard({ email }: { email: string }) {
  const [round, setRound] = useState(0)
  return (
    <Card title={word('password')}>
      <ChangePassword key={round} email={email} onDone={() => setRound(round + 1)} />
    </Card>
  )
}

function ChangePassword({ email, onDone }: { email: string; onDone: () => void }) {
  const [current, setCurrent] = useState('')
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const form = useAccountForm({ password: '' }, problem)
  const change = useMutationOf(identity, 'changePassword', {
    failed: setProblem,
    done: ({ ended }) => {
      notify({ title: word('password.changed', { count: ended }) })
      onDone()
    },
  })
  return (
    <Form
      onSubmit={() => form.submit(() => change.mutate({ current, ...form.fields }))}
      problem={form.problem}
      actions={
        <Button type="submit" busy={change.isPending && word('password.changing')}>
          {word('password.change')}
        </Button>
      }
    >
      <p className="text-ink-2">{word('password.body')}</p>
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <Field label={word('password.current')}>
        <Input type="password" autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.target.value)} />
      </Field>
      <Field label={own('password.new')} help={own('password.help')} error={form.said('password')}>
        <Input type="password" autoComplete="new-password" {...form.bind('password')} />
      </Field>
    </Form>
  )
}
