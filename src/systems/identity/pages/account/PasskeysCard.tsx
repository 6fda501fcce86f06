import { useMutation } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { rereadSystem, useMutationOf } from '#ui/client/use-mutation-of.ts'
import { formatSince } from '#ui/format/time.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { useNow } from '#ui/kit/use-now.ts'
import { identity, type Factors, type Passkey } from '../client.ts'
import { makePasskey } from '../passkey-ceremony.ts'
import { knowsPasskeys, thisDevice } from '../this-device.ts'
import { said } from '../said.ts'
import { word as own } from '../words.ts'
import { CodesDialog } from './CodesDialog.tsx'
import { word } from './words.ts'

type Open = { readonly kind: 'add' } | { readonly kind: 'rename' | 'remove'; readonly passkey: Passkey }

export function PasskeysCard({ factors }: { factors: Factors }) {
  const [open, setOpen] = useState<Open | null>(null)
  const [codes, setCodes] = useState<readonly string[]>([])
  const close = () => setOpen(null)
  const add = (
    <Button icon={Plus} unavailable={!knowsPasskeys() && word('passkeys.unknown')} onClick={() => setOpen({ kind: 'add' })}>
      {word('passkeys.add')}
    </Button>
  )
  return (
    <Card title={word('passkeys')} count={factors.passkeys.length} body="rows" aside={factors.passkeys.length > 0 ? add : null}>
      {factors.passkeys.length === 0 ? (
        <EmptyState title={word('passkeys.empty')} actions={add}>
          {word('passkeys.empty.body')}
        </EmptyState>
      ) : (
        <ListRows>
          {factors.passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} onOpen={setOpen} />
          ))}
        </ListRows>
      )}
      {open?.kind === 'add' ? (
        <AddPasskey
          onClose={close}
          onMade={(made) => {
            setCodes(made)
            close()
          }}
        />
      ) : null}
      {open?.kind === 'rename' ? <RenamePasskey passkey={open.passkey} onClose={close} /> : null}
      {open?.kind === 'remove' ? <RemovePasskey passkey={open.passkey} onClose={close} /> : null}
      {codes.length > 0 ? <CodesDialog codes={codes} onClose={() => setCodes([])} /> : null}
    </Card>
  )
}

function PasskeyRow({ passkey, onOpen }: { passkey: Passkey; onOpen: (open: Open) => void }) {
  const now = useNow(passkey.lastUsedAt ?? passkey.createdAt)
  const used = passkey.lastUsedAt ? word('passkeys.used', { age: formatSince(passkey.lastUsedAt, now) }) : word('passkeys.unused')
  return (
    <ListRow
      picture={<KeyRound size={16} aria-hidden className="text-ink-3" />}
      title={
        <span className="inline-flex items-center gap-2">
          {passkey.name}
          {passkey.backedUp ? <Badge>{word('passkeys.synced')}</Badge> : null}
        </span>
      }
      detail={`${used} · ${word('passkeys.made', { age: formatSince(passkey.createdAt, now) })}`}
      actions={
        <>
          <Button
            size="small"
            aria-label={`${word('passkeys.rename')} ${passkey.name}`}
            onClick={() => onOpen({ kind: 'rename', passkey })}
          >
            {word('passkeys.rename')}
          </Button>
          <Button
            size="small"
            variant="danger"
            aria-label={`${word('passkeys.remove')} ${passkey.name}`}
            onClick={() => onOpen({ kind: 'remove', passkey })}
          >
            {word('passkeys.remove')}
          </Button>
        </>
      }
    />
  )
}

function AddPasskey({ onClose, onMade }: { onClose: () => void; onMade: (codes: readonly string[]) => void }) {
  const [name, setName] = useState(() => thisDevice())
  const make = useMutation({
    mutationFn: () => makePasskey(name.trim() || own('passkey.make')),
    onSuccess: (codes) => {
      void rereadSystem('identity')
      onMade(codes)
    },
  })
  return (
    <Dialog open onClose={onClose} title={word('passkeys.add')}>
      <Form
        onSubmit={() => make.mutate()}
        problem={said(make.error)}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={make.isPending && own('passkey.making')}>
              {own('passkey.make')}
            </Button>
          </>
        }
      >
        <Field label={own('passkey.name')} help={own('passkey.name.help')}>
          <Input autoFocus value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
      </Form>
    </Dialog>
  )
}

function RenamePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const [name, setName] = useState(passkey.name)
  const rename = useMutationOf(identity, 'renamePasskey', { done: onClose })
  return (
    <Dialog open onClose={onClose} title={word('passkeys.rename.title', { name: passkey.name })}>
      <Form
        onSubmit={() => rename.mutate({ id: passkey.id, name })}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={rename.isPending && own('saving')} unavailable={!name.trim() && own('missing')}>
              {own('save')}
            </Button>
          </>
        }
      >
        <Field label={own('passkey.name')} help={own('passkey.name.help')}>
          <Input autoFocus value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
      </Form>
    </Dialog>
  )
}

function RemovePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const remove = useMutationOf(identity, 'removePasskey', { confirmed: true, done: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={word('passkeys.remove.title', { name: passkey.name })}
      action={word('passkeys.remove.action')}
      busy={remove.isPending && word('passkeys.remove')}
      onConfirm={() => remove.mutate({ id: passkey.id })}
    >
      {word('passkeys.remove.body')}
    </ConfirmDialog>
  )
}
