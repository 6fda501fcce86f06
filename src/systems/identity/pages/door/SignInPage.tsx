import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { TextLink } from '#ui/kit/Link.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { useSession } from '#ui/session/session.ts'
import { knowsPasskeys } from '../this-device.ts'
import { said } from '../said.ts'
import { word as own } from '../words.ts'
import { signIn, signInWithPasskey } from './enter.ts'
import { SecondStepForm } from './SecondStepForm.tsx'
import { WayButtons } from '../ways/WayButtons.tsx'
import { useOfferedPasskey } from './use-offered-passkey.ts'
import { localPath } from '../ways/step-of.ts'
import { word } from './words.ts'

/** A passkey first: from the list below the field, or by the button. The password stands below it. */
export function SignInPage({ problem }: { problem?: string | null }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const offered = useOfferedPasskey()
  const enter = useMutation({ mutationFn: () => signIn(email, password) })
  const show = useMutation({ mutationFn: () => signInWithPasskey(), onMutate: offered.stop })
  if (enter.data) return <SecondStepForm step={enter.data} onBack={() => enter.reset()} />
  return (
    <Doorway title={word('signin.title')} lead={<Where />}>
      {knowsPasskeys() ? (
        <div className="mb-4 grid gap-4">
          <Button
            variant="primary"
            size="large"
            className="w-full"
            busy={show.isPending && word('signin.busy')}
            onClick={() => show.mutate()}
          >
            {word('signin.passkey')}
          </Button>
          <Or />
        </div>
      ) : null}
      <Form
        onSubmit={() => enter.mutate()}
        problem={said(enter.error ?? show.error ?? offered.problem) ?? problem}
        actions={
          <Button
            type="submit"
            variant={knowsPasskeys() ? 'secondary' : 'primary'}
            size="large"
            className="w-full"
            busy={enter.isPending && word('signin.busy')}
          >
            {word('signin.action')}
          </Button>
        }
      >
        <Field label={own('email.label')}>
          <Input
            autoFocus
            type="email"
            name="email"
            autoComplete="username webauthn"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <Field label={own('password.label')}>
          <Input
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      </Form>
      <WayButtons email={email} returnTo={here()} />
      <p className="mt-4 text-small">
        <TextLink href="/forgotten">{word('signin.forgotten')}</TextLink>
      </p>
    </Doorway>
  )
}

/** The page that was asked for, to go on with after a way over another site. */
function here(): string {
  return location.pathname.startsWith('/sign-in') ? '/' : localPath(`${location.pathname}${location.search}`)
}

function Where() {
  const { data } = useSession()
  return data ? word('signin.body', { host: data.host }) : null
}

function Or() {
  return (
    <p className="flex items-center gap-3 text-small text-ink-3">
      <span aria-hidden className="h-px flex-1 bg-line" />
      {word('signin.or')}
      <span aria-hidden className="h-px flex-1 bg-line" />
    </p>
  )
}
