import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { queryClient } from '#ui/client/query-client.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { identity, type Factors } from '../client.ts'
import { showPasskey } from '../passkey-ceremony.ts'
import { knowsPasskeys } from '../this-device.ts'
import { said } from '../said.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

/** "Confirm that it is you": a passkey, or the password and a code where there is a second factor. */
export function ProofDialog({ onDone }: { onDone: (proven: boolean) => void }) {
  const factors = useOperation(identity, 'listFactors', {})
  return (
    <Dialog open onClose={() => onDone(false)} title={word('confirm.title')} description={word('confirm.body')}>
      {factors.data ? <Ways factors={factors.data} onDone={onDone} /> : null}
    </Dialog>
  )
}

function Ways({ factors, onDone }: { factors: Factors; onDone: (proven: boolean) => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const proven = () => {
    // The session goes on under a new cookie: what was asked with the old one meanwhile is asked again.
    void queryClient.invalidateQueries({ predicate: (query) => query.state.status === 'error' })
    onDone(true)
  }
  const type = useMutation({ mutationFn: () => identity.call('verify', { password, ...(code ? { code } : {}) }), onSuccess: proven })
  const show = useMutation({ mutationFn: async () => identity.call('verify', { passkey: await showPasskey() }), onSuccess: proven })
  const withPasskey = factors.passkeys.length > 0 && knowsPasskeys()
  const needsCode = factors.totpAt !== null || factors.passkeys.length > 0
  return (
    <div className="grid gap-4">
      {withPasskey ? (
        <>
          <Button autoFocus variant="primary" busy={show.isPending && word('confirm.busy')} onClick={() => show.mutate()}>
            {word('confirm.passkey')}
          </Button>
          <p className="text-small text-ink-3">{word('signin.or')}</p>
        </>
      ) : null}
      <Form
        onSubmit={() => type.mutate()}
        problem={said(type.error ?? show.error)}
        actions={
          <>
            <Button onClick={() => onDone(false)}>{word('confirm.cancel')}</Button>
            <Button type="submit" variant={withPasskey ? 'secondary' : 'primary'} busy={type.isPending && word('confirm.busy')}>
              {word('confirm.action')}
            </Button>
          </>
        }
      >
        <Field label={own('password.label')}>
          <Input
            autoFocus={!withPasskey}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        {needsCode ? (
          <Field label={own('code.label')} help={own('code.help')}>
            <Input autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.target.value)} />
          </Field>
        ) : null}
      </Form>
    </div>
  )
}
