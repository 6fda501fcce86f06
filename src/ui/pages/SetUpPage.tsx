import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem, type ProblemError } from '../client/problem.ts'
import { Button } from '../kit/Button.tsx'
import { Field } from '../kit/Field.tsx'
import { Form } from '../kit/Form.tsx'
import { Input } from '../kit/Input.tsx'
import { setUp } from '../session/session.ts'
import { Doorway } from './Doorway.tsx'
import { ownerErrors, setUpToken, type OwnerFields } from './owner-form.ts'
import { word } from './words.ts'

/** Creates the first owner with the one-time token of the link. */
export function SetUpPage() {
  const token = setUpToken(location)
  if (!token) {
    return (
      <Doorway title={word('setup.link.title')}>
        <p className="text-ink-2">{word('setup.link.body')}</p>
      </Doorway>
    )
  }
  return (
    <Doorway title={word('setup.title')} lead={word('setup.body')}>
      <OwnerForm token={token} />
    </Doorway>
  )
}

function OwnerForm({ token }: { token: string }) {
  const [owner, setOwner] = useState<OwnerFields>({ name: '', email: '', password: '' })
  const [left, setLeft] = useState<readonly string[]>([])
  const errors = ownerErrors(owner)
  const create = useMutation<void, ProblemError>({
    mutationFn: () => setUp({ token, ...owner }),
    onSuccess: () => history.replaceState(null, '', '/'),
  })
  const problem = create.error ? asProblem(create.error) : null
  const bind = (name: keyof OwnerFields) => ({
    name,
    value: owner[name],
    onChange: (event: { target: { value: string } }) => setOwner({ ...owner, [name]: event.target.value }),
    onBlur: () => setLeft([...left, name]),
  })
  const said = (name: keyof OwnerFields) =>
    (left.includes(name) ? errors[name] : undefined) ?? problem?.errors.find(({ path }) => path === name)?.message
  const submit = () => (Object.keys(errors).length > 0 ? setLeft(['name', 'email', 'password']) : create.mutate())
  return (
    <Form
      onSubmit={submit}
      problem={problem && problem.errors.length === 0 ? problem.message : null}
      actions={<Submit busy={create.isPending} />}
    >
      <Field label={word('setup.name')} error={said('name')}>
        <Input autoFocus autoComplete="name" {...bind('name')} />
      </Field>
      <Field label={word('setup.email')} help={word('setup.email.help')} error={said('email')}>
        <Input type="email" autoComplete="username" {...bind('email')} />
      </Field>
      <Field label={word('setup.password')} help={word('setup.password.help')} error={said('password')}>
        <Input type="password" autoComplete="new-password" {...bind('password')} />
      </Field>
    </Form>
  )
}

function Submit({ busy }: { busy: boolean }) {
  return (
    <Button type="submit" variant="primary" size="large" className="w-full" busy={busy && word('setup.busy')}>
      {word('setup.action')}
    </Button>
  )
}
