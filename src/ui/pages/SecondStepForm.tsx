import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '../client/problem.ts'
import { Button } from '../kit/Button.tsx'
import { Field } from '../kit/Field.tsx'
import { Form } from '../kit/Form.tsx'
import { Input } from '../kit/Input.tsx'
import { completeSignIn, knowsPasskeys, signInWithPasskey, type SecondStep } from '../session/session.ts'
import { Doorway } from './Doorway.tsx'
import { word } from './words.ts'

/** After a right password: a code, or a passkey where there is one. */
export function SecondStepForm({ step, onBack }: { step: SecondStep; onBack: () => void }) {
  const [code, setCode] = useState('')
  const complete = useMutation({ mutationFn: () => completeSignIn(step.token, code) })
  const show = useMutation({ mutationFn: signInWithPasskey })
  const withPasskey = step.factors.includes('passkey') && knowsPasskeys()
  return (
    <Doorway title={word('signin.title')} lead={word('signin.code.body')}>
      <Form
        onSubmit={() => complete.mutate()}
        problem={complete.error ? asProblem(complete.error).message : show.error ? word('signin.passkey.closed') : null}
        actions={
          <>
            <Button type="submit" variant="primary" size="large" className="w-full" busy={complete.isPending && word('signin.busy')}>
              {word('signin.code.action')}
            </Button>
            {withPasskey && (
              <Button size="large" className="w-full" busy={show.isPending && word('signin.busy')} onClick={() => show.mutate()}>
                {word('signin.passkey')}
              </Button>
            )}
            <Button size="large" variant="quiet" className="w-full" onClick={onBack}>
              {word('signin.back')}
            </Button>
          </>
        }
      >
        <Field label={word('signin.code')} help={word('signin.code.help')}>
          <Input autoFocus name="code" autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.target.value)} />
        </Field>
      </Form>
    </Doorway>
  )
}
