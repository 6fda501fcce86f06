import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '../client/problem.ts'
import { Button } from '../kit/Button.tsx'
import { Field } from '../kit/Field.tsx'
import { Form } from '../kit/Form.tsx'
import { Input } from '../kit/Input.tsx'
import { knowsPasskeys, signIn, signInWithPasskey, type Session } from '../session/session.ts'
import { Doorway } from './Doorway.tsx'
import { SecondStepForm } from './SecondStepForm.tsx'
import { word } from './words.ts'

export function SignInPage({ session }: { session: Session }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({ mutationFn: () => signIn(email, password) })
  const show = useMutation({ mutationFn: signInWithPasskey })
  if (enter.data) return <SecondStepForm step={enter.data} onBack={() => enter.reset()} />
  return (
    <Doorway title={word('signin.title')} lead={word('signin.body', { host: session.host })}>
      <Form
        onSubmit={() => enter.mutate()}
        problem={problemOf(enter.error, show.error)}
        actions={
          <>
            <Button type="submit" variant="primary" size="large" className="w-full" busy={enter.isPending && word('signin.busy')}>
              {word('signin.action')}
            </Button>
            {knowsPasskeys() && (
              <Button size="large" className="w-full" busy={show.isPending && word('signin.busy')} onClick={() => show.mutate()}>
                {word('signin.passkey')}
              </Button>
            )}
          </>
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

/** What the browser itself throws when a passkey is not shown is no sentence for people. */
function problemOf(entering: Error | null, showing: Error | null): string | null {
  if (entering) return asProblem(entering).message
  if (!showing) return null
  return showing instanceof DOMException ? word('signin.passkey.closed') : asProblem(showing).message
}
