import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { formatNumber } from '#ui/format/number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CopyLine } from '#ui/kit/CopyLine.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { said } from '../said.ts'
import { word as own } from '../words.ts'
import { audit, type Proof } from './client.ts'
import { word } from './words.ts'

/** Walks the chain of seals and says whether it is whole. */
export function ProveDialog({ onClose }: { onClose: () => void }) {
  const [seal, setSeal] = useState('')
  const walk = useMutation({ mutationFn: () => audit.call('verify', seal.trim() ? { seal: seal.trim() } : {}) })
  return (
    <Dialog open onClose={onClose} title={word('prove.title')} description={word('prove.body')}>
      <Form
        onSubmit={() => walk.mutate()}
        problem={said(walk.error)}
        actions={
          <>
            <Button onClick={onClose}>{own('close')}</Button>
            <Button autoFocus type="submit" variant="primary" busy={walk.isPending && word('prove.busy')}>
              {word('prove.action')}
            </Button>
          </>
        }
      >
        <Field label={word('prove.seal')} help={word('prove.seal.help')} required={false}>
          <Input mono spellCheck={false} autoComplete="off" value={seal} onChange={(event) => setSeal(event.target.value)} />
        </Field>
        {walk.data ? <Result proof={walk.data} /> : null}
      </Form>
    </Dialog>
  )
}

function Result({ proof }: { proof: Proof }) {
  return (
    <div role="status" className="grid gap-3 border-t border-line-faint pt-3.5">
      {proof.broken ? (
        <div>
          <Status kind="failing">{word('prove.broken', { place: formatNumber(proof.broken.position) })}</Status>
          <p className="mt-1 text-ink-2">{proof.broken.reason}</p>
          {proof.broken.entry ? <p className="font-mono text-small text-ink-3">{proof.broken.entry}</p> : null}
        </div>
      ) : (
        <div>
          <Status kind="passed">{word('prove.intact', { count: proof.entries, shown: formatNumber(proof.entries) })}</Status>
          {proof.unsealed > 0 ? <p className="mt-1 text-small text-ink-3">{word('prove.unsealed', { count: proof.unsealed })}</p> : null}
        </div>
      )}
      {proof.intact ? <CopyLine label={word('prove.note')} text={proof.seal} help={word('prove.note.help')} /> : null}
    </div>
  )
}
