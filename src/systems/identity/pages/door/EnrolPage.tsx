import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#ui/kit/Button.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { rereadEverything, signOut } from '#ui/session/session.ts'
import { TotpSetUp } from '../account/TotpSetUp.tsx'
import { identity } from '../client.ts'
import { makePasskey } from '../passkey-ceremony.ts'
import { knowsPasskeys, thisDevice } from '../this-device.ts'
import { said } from '../said.ts'
import { word as own } from '../words.ts'
import { KeepCodes } from './PasskeyOffer.tsx'
import { word } from './words.ts'

/** The role needs a second factor: nothing else can be done until there is one. */
export function EnrolPage() {
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const make = useMutation({ mutationFn: () => makePasskey(thisDevice() || own('passkey.make')), onSuccess: setCodes })
  const begin = useMutation({ mutationFn: () => identity.call('beginTotp', {}) })
  if (codes) return <KeepCodes codes={codes} onDone={rereadEverything} />
  const back = <Button onClick={() => begin.reset()}>{own('cancel')}</Button>
  return (
    <Doorway title={word('enrol.title')} lead={word('enrol.body')}>
      {begin.data ? (
        <TotpSetUp begun={begin.data} cancel={back} onCodes={setCodes} />
      ) : (
        <div className="grid gap-2">
          {said(make.error ?? begin.error) ? (
            <p role="alert" className="text-small text-bad-text">
              {said(make.error ?? begin.error)}
            </p>
          ) : null}
          {knowsPasskeys() ? (
            <Button variant="primary" size="large" busy={make.isPending && own('passkey.making')} onClick={() => make.mutate()}>
              {own('passkey.make')}
            </Button>
          ) : null}
          <Button size="large" busy={begin.isPending && word('enrol.app')} onClick={() => begin.mutate()}>
            {word('enrol.app')}
          </Button>
          <Button size="large" variant="quiet" onClick={() => void signOut()}>
            {word('enrol.out')}
          </Button>
        </div>
      )}
    </Doorway>
  )
}
