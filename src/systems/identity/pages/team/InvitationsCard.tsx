import { Mail } from 'lucide-react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatSince } from '#ui/format/time.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { useNow } from '#ui/kit/use-now.ts'
import { identity, type Invitation } from '../client.ts'
import { useRoleNames } from './use-role-names.ts'
import { word } from './words.ts'

/** Who is invited and has not come yet; nothing where there is nobody. */
export function InvitationsCard({ mayChange }: { mayChange: boolean }) {
  const invitations = useOperation(identity, 'listInvitations', {})
  const items = invitations.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card title={word('invitations')} count={items.length} body="rows">
      <ListRows>
        {items.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} mayChange={mayChange} />
        ))}
      </ListRows>
    </Card>
  )
}

function InvitationRow({ invitation, mayChange }: { invitation: Invitation; mayChange: boolean }) {
  const now = useNow(invitation.createdAt)
  const nameOf = useRoleNames()
  const revoke = useMutationOf(identity, 'revokeInvitation')
  const detail = [
    word('invitations.as', { role: nameOf(invitation.role) }),
    word('invitations.made', { age: formatSince(invitation.createdAt, now) }),
    word('invitations.expires', { age: formatSince(invitation.expiresAt, now) }),
  ]
  return (
    <ListRow
      picture={<Mail size={16} aria-hidden className="text-ink-3" />}
      title={invitation.email}
      detail={detail.join(' · ')}
      actions={
        <Button
          size="small"
          aria-label={word('invitations.revoke.label', { email: invitation.email })}
          unavailable={!mayChange && word('people.lack')}
          busy={revoke.isPending && word('invitations.revoke')}
          onClick={() => revoke.mutate({ id: invitation.id })}
        >
          {word('invitations.revoke')}
        </Button>
      }
    />
  )
}
