import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { rereadEverything } from '#ui/session/session.ts'
import { RecoveryCodes } from '../account/RecoveryCodes.tsx'
import { makePasskey } from '../passkey-ceremony.ts'
import { knowsPasskeys, thisDevice } from '../this-device.ts'
import { said } from '../said.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

/** After an account was made: a passkey, its recovery codes, and in. Where the browser knows none it goes in at once. */
export function PasskeyOffer({ onDone = rereadEverything }: { onDone?: () => Promise<void> }) {
  const [name, setName] = useState(() => thisDevice())
  const make = useMutation({ mutationFn: () => makePasskey(name.trim() || thisDevice()) })
  const known = knowsPasskeys()
  useEffect(() => {
    if (!known) void onDone()
  }, [known, onDone])
  if (!known) return null
  if (make.data) return <KeepCodes codes={make.data} onDone={onDone} />
  return (
    <Doorway title={word('offer.title')} lead={word('offer.body')}>
      <Form
        onSubmit={() => make.mutate()}
        problem={said(make.error)}
        actions={
          <>
            <Button type="submit" variant="primary" size="large" className="w-full" busy={make.isPending && own('passkey.making')}>
              {own('passkey.make')}
            </Button>
            <Button size="large" variant="quiet" className="w-full" onClick={() => void onDone()}>
              {word('offer.later')}
            </Button>
          </>
        }
      >
        <Field label={own('passkey.name')} help={own('passkey.name.help')}>
          <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
      </Form>
    </Doorway>
  )
}

/** The codes of a first factor, and the way in. */
export function KeepCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => Promise<void> }) {
  return (
    <Doorway title={own('codes.title')} lead={own('codes.body')}>
      <RecoveryCodes codes={codes} />
      <Button variant="primary" size="large" className="mt-5 w-full" onClick={() => void onDone()}>
        {word('codes.done')}
      </Button>
    </Doorway>
  )
}
