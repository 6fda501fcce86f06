import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { identity, type Member } from '../client.ts'
import { LinkDialog } from './LinkDialog.tsx'
import type { MemberAction } from './member-menu.ts'
import { RoleDialog } from './RoleDialog.tsx'
import { word } from './words.ts'

/** What is asked before something is done about somebody. */
export function MemberDialogs({ action, onClose }: { action: MemberAction | null; onClose: () => void }) {
  if (!action) return null
  const { kind, member } = action
  if (kind === 'role') return <RoleDialog member={member} onClose={onClose} />
  if (kind === 'link') return <PasswordLink member={member} onClose={onClose} />
  if (kind === 'out') return <SignOut member={member} onClose={onClose} />
  return <Switch kind={kind} member={member} onClose={onClose} />
}

interface MemberDialogProps {
  readonly member: Member
  readonly onClose: () => void
}

function PasswordLink({ member, onClose }: MemberDialogProps) {
  const [link, setLink] = useState<string | null>(null)
  const create = useMutationOf(identity, 'createPasswordLink', { confirmed: true, done: (made) => setLink(made.link) })
  const { name } = member
  if (link) return <LinkDialog title={word('link.made', { name })} link={link} help={word('link.help')} onClose={onClose} />
  return (
    <ConfirmDialog
      open
      danger={false}
      onClose={onClose}
      title={word('link.title', { name })}
      action={word('link.action')}
      busy={create.isPending && word('link.action')}
      onConfirm={() => create.mutate({ id: member.id })}
    >
      {word('link.body')}
    </ConfirmDialog>
  )
}

function SignOut({ member, onClose }: MemberDialogProps) {
  const { name } = member
  const out = useMutationOf(identity, 'signOutPerson', {
    confirmed: true,
    done: ({ ended }) => {
      notify({ title: word('out.done', { count: ended, name }) })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={word('out.title', { name })}
      action={word('people.out')}
      busy={out.isPending && word('people.out')}
      onConfirm={() => out.mutate({ id: member.id })}
    >
      {word('out.body')}
    </ConfirmDialog>
  )
}

function Switch({ kind, member, onClose }: MemberDialogProps & { kind: 'disable' | 'enable' }) {
  const change = useMutationOf(identity, kind === 'disable' ? 'disablePerson' : 'enablePerson', { confirmed: true, done: onClose })
  const action = word(`people.${kind}`)
  return (
    <ConfirmDialog
      open
      danger={kind === 'disable'}
      onClose={onClose}
      title={word(`${kind}.title`, { name: member.name })}
      action={action}
      busy={change.isPending && action}
      onConfirm={() => change.mutate({ id: member.id })}
    >
      {word(`${kind}.body`)}
    </ConfirmDialog>
  )
}
