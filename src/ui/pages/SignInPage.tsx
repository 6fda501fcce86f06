import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '../client/problem.ts'
import { Button } from '../kit/Button.tsx'
import { Field } from '../kit/Field.tsx'
import { Form } from '../kit/Form.tsx'
import { Input } from '../kit/Input.tsx'
import { signIn, type Session } from '../session/session.ts'
import { Doorway } from './Doorway.tsx'
import { word } from './words.ts'

export function SignInPage({ session }: { session: Session }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({ mutationFn: () => signIn(email, password) })
  return (
    <Doorway title={word('signin.title')} lead={word('signin.body', { host: session.host })}>
      <Form
        onSubmit={() => enter.mutate()}
        problem={enter.error ? asProblem(enter.error).message : null}
        actions={
          <Button type="submit" variant="primary" size="large" className="w-full" busy={enter.isPending && word('signin.busy')}>
            {word('signin.action')}
          </Button>
        }
      >
        <Field label={word('signin.email')}>
          <Input
            autoFocus
            type="email"
            name="email"
            autoComplete="username webauthn"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <Field label={word('signin.password')}>
          <Input
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      </Form>
    </Doorway>
  )
}
