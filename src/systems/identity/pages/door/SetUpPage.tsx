import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import type { AccountFields } from '../account-fields.ts'
import { identity } from '../client.ts'
import { useAccountForm } from '../use-account-form.ts'
import { useLinkToken } from '../use-link-token.ts'
import { word as own } from '../words.ts'
import { PasskeyOffer } from './PasskeyOffer.tsx'
import { word } from './words.ts'

/** Creates the first owner with the one-time token of the link, and offers a passkey. */
export function SetUpPage() {
  const token = useLinkToken()
  const [made, setMade] = useState(false)
  if (made) return <PasskeyOffer />
  if (!token) {
    return (
      <Doorway title={word('setup.link.title')}>
        <p className="text-ink-2">{word('setup.link.body')}</p>
      </Doorway>
    )
  }
  return (
    <Doorway title={word('setup.title')} lead={word('setup.body')}>
      <OwnerForm token={token} onMade={() => setMade(true)} />
    </Doorway>
  )
}

function OwnerForm({ token, onMade }: { token: string; onMade: () => void }) {
  const create = useMutation<unknown, ProblemError, AccountFields>({
    mutationFn: (fields) => identity.call('setUp', { token, ...fields }),
    onSuccess: () => {
      history.replaceState(null, '', '/')
      onMade()
    },
  })
  const form = useAccountForm({ name: '', email: '', password: '' }, create.error)
  return (
    <Form
      onSubmit={() => form.submit(() => create.mutate(form.fields))}
      problem={form.problem}
      actions={
        <Button type="submit" variant="primary" size="large" className="w-full" busy={create.isPending && word('setup.busy')}>
          {word('setup.action')}
        </Button>
      }
    >
      <Field label={own('name.label')} error={form.said('name')}>
        <Input autoFocus autoComplete="name" {...form.bind('name')} />
      </Field>
      <Field label={own('email.label')} help={word('setup.email.help')} error={form.said('email')}>
        <Input type="email" autoComplete="username" {...form.bind('email')} />
      </Field>
      <Field label={own('password.label')} help={own('password.help')} error={form.said('password')}>
        <Input type="password" autoComplete="new-password" {...form.bind('password')} />
      </Field>
    </Form>
  )
}
