import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { identity, type Factors } from '../client.ts'
import { word as own } from '../words.ts'
import { CodesDialog } from './CodesDialog.tsx'
import { word } from './words.ts'

/** Below this many it is time for new ones. */
const few = 3

export function RecoveryCard({ factors }: { factors: Factors }) {
  const [asking, setAsking] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>([])
  const create = useMutationOf(identity, 'createRecoveryCodes', {
    confirmed: true,
    done: (made) => {
      setAsking(false)
      setCodes(made.codes)
    },
  })
  const left = factors.recoveryCodes
  const hasFactor = factors.totpAt !== null || factors.passkeys.length > 0
  return (
    <Card title={own('codes.title')} aside={hasFactor ? <Button onClick={() => setAsking(true)}>{word('codes.create')}</Button> : null}>
      <Status kind={!hasFactor ? 'stopped' : left < few ? 'risk' : 'healthy'}>
        {left === 0 ? word('codes.none') : word('codes.left', { count: left })}
      </Status>
      <p className="mt-1 text-ink-3">{word(hasFactor ? 'codes.body' : 'codes.none.body')}</p>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={word('codes.create.title')}
        action={word('codes.create')}
        keep={word('codes.create.keep')}
        danger={false}
        busy={create.isPending && word('codes.create')}
        onConfirm={() => create.mutate({})}
      >
        {word('codes.create.body')}
      </ConfirmDialog>
      {codes.length > 0 ? <CodesDialog codes={codes} onClose={() => setCodes([])} /> : null}
    </Card>
  )
}
