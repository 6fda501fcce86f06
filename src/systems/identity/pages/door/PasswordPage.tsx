import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { rereadEverything } from '#ui/session/session.ts'
import { identity } from '../client.ts'
import { useAccountForm } from '../use-account-form.ts'
import { useLinkToken } from '../use-link-token.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

/** Where a password link leads. Whoever has a second factor is asked for a code as well. */
export function PasswordPage() {
  const token = useLinkToken()
  const [done, setDone] = useState(false)
  if (!token) {
    return (
      <Doorway title={word('reset.wrong')}>
        <p className="text-ink-2">{word('reset.wrong.body')}</p>
      </Doorway>
    )
  }
  if (done) {
    return (
      <Doorway title={word('reset.done')} lead={word('reset.done.body')}>
        <ButtonLink variant="primary" href="/">
          {word('reset.go')}
        </ButtonLink>
      </Doorway>
    )
  }
  return (
    <Doorway title={word('reset.title')} lead={word('reset.body')}>
      <ResetForm token={token} onDone={() => setDone(true)} />
    </Doorway>
  )
}

function ResetForm({ token, onDone }: { token: string; onDone: () => void }) {
  const [code, setCode] = useState('')
  const [needsCode, setNeedsCode] = useState(false)
  const reset = useMutation<unknown, ProblemError, string>({
    mutationFn: (password) => identity.call('resetPassword', { token, password, ...(code ? { code } : {}) }),
    onSuccess: () => {
      void rereadEverything()
      onDone()
    },
    onError: (problem) => setNeedsCode(needsCode || 'factors' in problem.document),
  })
  const form = useAccountForm({ password: '' }, reset.error)
  return (
    <Form
      onSubmit={() => form.submit(() => reset.mutate(form.fields.password))}
      problem={form.problem}
      actions={
        <Button type="submit" variant="primary" size="large" className="w-full" busy={reset.isPending && word('reset.busy')}>
          {word('reset.action')}
        </Button>
      }
    >
      <Field label={own('password.new')} help={own('password.help')} error={form.said('password')}>
        <Input autoFocus type="password" autoComplete="new-password" {...form.bind('password')} />
      </Field>
      {needsCode ? (
        <Field label={own('code.label')} help={own('code.help')}>
          <Input autoFocus autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.target.value)} />
        </Field>
      ) : null}
    </Form>
  )
}
