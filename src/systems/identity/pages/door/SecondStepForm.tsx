import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import type { SecondStep } from '../client.ts'
import { knowsPasskeys } from '../this-device.ts'
import { said } from '../said.ts'
import { word as own } from '../words.ts'
import { completeSignIn, signInWithPasskey } from './enter.ts'
import { word } from './words.ts'

interface SecondStepFormProps {
  readonly step: SecondStep
  readonly onBack: () => void
  /** Where the page that stands here does not give way by itself. */
  readonly onDone?: () => void
}

/** After a right password: a code, or a passkey where there is one. */
export function SecondStepForm({ step, onBack, onDone }: SecondStepFormProps) {
  const [code, setCode] = useState('')
  const complete = useMutation({ mutationFn: () => completeSignIn(step.token, code), onSuccess: onDone })
  const show = useMutation({ mutationFn: () => signInWithPasskey(), onSuccess: onDone })
  const withPasskey = step.factors.includes('passkey') && knowsPasskeys()
  return (
    <Doorway title={word('signin.title')} lead={word('signin.code.body')}>
      <Form
        onSubmit={() => complete.mutate()}
        problem={said(complete.error ?? show.error)}
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
        <Field label={own('code.label')} help={own('code.help')}>
          <Input autoFocus name="code" autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.target.value)} />
        </Field>
      </Form>
    </Doorway>
  )
}
