import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '#ui/client/problem.ts'
import { rereadSystem, useMutationOf } from '#ui/client/use-mutation-of.ts'
import { formatSince } from '#ui/format/time.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { notifyProblem } from '#ui/kit/toast-store.ts'
import { useNow } from '#ui/kit/use-now.ts'
import { identity, type Factors } from '../client.ts'
import { word as own } from '../words.ts'
import { CodesDialog } from './CodesDialog.tsx'
import { TotpSetUp } from './TotpSetUp.tsx'
import { word } from './words.ts'

export function AuthenticatorCard({ factors }: { factors: Factors }) {
  const [codes, setCodes] = useState<readonly string[]>([])
  const now = useNow(factors.totpAt)
  return (
    <Card title={word('totp')} aside={factors.totpAt ? <Remove /> : <SetUp onCodes={setCodes} />}>
      {factors.totpAt ? (
        <Status kind="healthy">{word('totp.on', { age: formatSince(factors.totpAt, now) })}</Status>
      ) : (
        <>
          <Status kind="stopped">{word('totp.off')}</Status>
          <p className="mt-1 text-ink-3">{word('totp.off.body')}</p>
        </>
      )}
      {codes.length > 0 ? <CodesDialog codes={codes} onClose={() => setCodes([])} /> : null}
    </Card>
  )
}

function SetUp({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const begin = useMutation({ mutationFn: () => identity.call('beginTotp', {}), onError: (error) => notifyProblem(asProblem(error)) })
  const done = (codes: readonly string[]) => {
    onCodes(codes)
    begin.reset()
    void rereadSystem('identity')
  }
  return (
    <>
      <Button busy={begin.isPending && word('totp.begin')} onClick={() => begin.mutate()}>
        {word('totp.begin')}
      </Button>
      {begin.data ? (
        <Dialog open onClose={() => begin.reset()} title={word('totp.title')}>
          <TotpSetUp begun={begin.data} onCodes={done} cancel={<Button onClick={() => begin.reset()}>{own('cancel')}</Button>} />
        </Dialog>
      ) : null}
    </>
  )
}

function Remove() {
  const [open, setOpen] = useState(false)
  const remove = useMutationOf(identity, 'removeTotp', { confirmed: true, done: () => setOpen(false) })
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        {word('totp.remove')}
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={word('totp.remove.title')}
        action={word('totp.remove.action')}
        busy={remove.isPending && word('totp.remove')}
        onConfirm={() => remove.mutate({})}
      >
        {word('totp.remove.body')}
      </ConfirmDialog>
    </>
  )
}
