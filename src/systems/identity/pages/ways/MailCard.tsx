import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { Facts } from '#ui/kit/Facts.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { identity, type MailServer } from '../client.ts'
import { Loaded } from '../Loaded.tsx'
import { MailDialog } from './MailDialog.tsx'
import { word } from './words.ts'

/** The mail server that sends links; without one nobody gets any. */
export function MailCard() {
  const answer = useOperation(identity, 'getMail', {})
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null)
  const remove = useMutationOf(identity, 'removeMail', { confirmed: true, done: () => setOpen(null) })
  const mail = answer.data?.mail ?? null
  return (
    <Card
      title={word('mail')}
      body="rows"
      aside={answer.data ? <Actions isSet={mail !== null} onEdit={() => setOpen('edit')} onRemove={() => setOpen('remove')} /> : null}
    >
      <Loaded answer={answer} what={word('mail')}>
        {(data) => (data.mail ? <MailFacts mail={data.mail} /> : <p className="px-3.5 py-3 text-ink-3">{word('mail.none')}</p>)}
      </Loaded>
      {open === 'edit' ? <MailDialog mail={mail} onClose={() => setOpen(null)} /> : null}
      <ConfirmDialog
        open={open === 'remove'}
        onClose={() => setOpen(null)}
        title={word('mail.remove.title')}
        action={word('mail.remove')}
        busy={remove.isPending && word('mail.remove')}
        onConfirm={() => remove.mutate({})}
      >
        {word('mail.remove.body')}
      </ConfirmDialog>
    </Card>
  )
}

function Actions({ isSet, onEdit, onRemove }: { isSet: boolean; onEdit: () => void; onRemove: () => void }) {
  const test = useMutationOf(identity, 'testMail', { done: ({ sentTo }) => notify({ title: word('mail.tested', { address: sentTo }) }) })
  if (!isSet) return <Button onClick={onEdit}>{word('mail.set')}</Button>
  return (
    <>
      <Button busy={test.isPending && word('mail.testing')} onClick={() => test.mutate({})}>
        {word('mail.test')}
      </Button>
      <Button onClick={onEdit}>{word('mail.change')}</Button>
      <Button variant="danger" onClick={onRemove}>
        {word('mail.remove')}
      </Button>
    </>
  )
}

function MailFacts({ mail }: { mail: MailServer }) {
  return (
    <Facts
      facts={[
        { label: word('mail.through'), value: <span className="font-mono text-small">{`${mail.host}:${mail.port}`}</span> },
        { label: word('mail.security'), value: word(`mail.${mail.security === 'none' ? 'plain' : mail.security}`) },
        { label: word('mail.from'), value: mail.from },
        { label: word('mail.links'), value: word(mail.signInLinks ? 'mail.links.on' : 'mail.links.off') },
      ]}
    />
  )
}
