import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { OutputFor } from '#ui/client/client.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import type { contract } from '../../contract.ts'
import { identity } from '../client.ts'
import { said } from '../said.ts'
import { word } from './words.ts'

export type BegunTotp = OutputFor<typeof contract, 'beginTotp'>

/** The picture to scan, the same as text, and the code that proves that the app has it. */
export function TotpSetUp({
  begun,
  cancel,
  onCodes,
}: {
  begun: BegunTotp
  cancel: ReactNode
  onCodes: (codes: readonly string[]) => void
}) {
  const [code, setCode] = useState('')
  const confirm = useMutation({ mutationFn: () => identity.call('confirmTotp', { code }), onSuccess: ({ codes }) => onCodes(codes) })
  return (
    <Form
      onSubmit={() => confirm.mutate()}
      problem={said(confirm.error)}
      actions={
        <>
          {cancel}
          <Button type="submit" variant="primary" busy={confirm.isPending && word('totp.confirming')}>
            {word('totp.confirm')}
          </Button>
        </>
      }
    >
      <div className="flex flex-wrap items-start gap-4">
        {/* Cameras want dark on white, in either theme. */}
        <img
          alt={word('totp.picture')}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.qr)}`}
          className="size-40 shrink-0 rounded-control border border-line bg-white"
        />
        <div className="grid min-w-0 flex-[1_1_180px] gap-2 text-ink-2">
          <p>{word('totp.scan')}</p>
          <p className="text-small text-ink-3">{word('totp.type')}</p>
          <code
            className="rounded-control border border-line bg-sunken p-2 font-mono text-small break-all"
            aria-label={word('totp.secret')}
          >
            {begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
          </code>
        </div>
      </div>
      <Field label={word('totp.code')} help={word('totp.code.help')}>
        <Input
          autoFocus
          mono
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={9}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Field>
    </Form>
  )
}
