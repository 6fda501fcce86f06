import { Laptop, Smartphone, Terminal } from 'lucide-react'
import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatSince } from '#ui/format/time.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { useNow } from '#ui/kit/use-now.ts'
import { leave } from '#ui/session/session.ts'
import { identity, type DeviceSession } from '../client.ts'
import { Loaded } from '../Loaded.tsx'
import { word } from './words.ts'

/** Where you are signed in. */
export function DevicesSection() {
  const sessions = useOperation(identity, 'listSessions', {})
  const others = useMutationOf(identity, 'revokeOtherSessions', {
    done: ({ ended }) => notify({ title: word('devices.ended', { count: ended }) }),
  })
  const [asking, setAsking] = useState(false)
  const all = useMutationOf(identity, 'revokeAllSessions', { done: leave })
  const count = sessions.data?.items.length
  return (
    <Card
      title={word('devices')}
      count={count}
      body="rows"
      aside={
        <>
          {(count ?? 0) > 1 ? (
            <Button busy={others.isPending && word('devices.others')} onClick={() => others.mutate({})}>
              {word('devices.others')}
            </Button>
          ) : null}
          <Button variant="danger" onClick={() => setAsking(true)}>
            {word('devices.all')}
          </Button>
        </>
      }
    >
      <Loaded answer={sessions} what={word('devices')}>
        {({ items }) => (
          <ListRows>
            {items.map((session) => (
              <DeviceRow key={session.id} session={session} />
            ))}
          </ListRows>
        )}
      </Loaded>
      <p className="border-t border-line-faint px-3.5 py-2.5 text-small text-ink-3">{word('devices.help')}</p>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={word('devices.all.title')}
        action={word('devices.all')}
        keep={word('devices.all.keep')}
        busy={all.isPending && word('devices.all')}
        onConfirm={() => all.mutate({})}
      >
        {word('devices.all.body')}
      </ConfirmDialog>
    </Card>
  )
}

function DeviceRow({ session }: { session: DeviceSession }) {
  const now = useNow(session.lastSeenAt)
  const revoke = useMutationOf(identity, 'revokeSession')
  const Glyph = /Android|iPhone/.test(session.device) ? Smartphone : /line|curl/.test(session.device) ? Terminal : Laptop
  const parts = [
    session.address === null ? null : word('devices.address', { address: session.address }),
    session.current ? null : word('devices.seen', { age: formatSince(session.lastSeenAt, now) }),
    word('devices.since', { age: formatSince(session.createdAt, now) }),
    word('devices.ends', { age: formatSince(session.expiresAt, now) }),
  ]
  return (
    <ListRow
      picture={<Glyph size={16} aria-hidden className="text-ink-3" />}
      title={
        <span className="inline-flex items-center gap-2">
          {session.device}
          {session.current ? <Badge tone="accent">{word('devices.this')}</Badge> : null}
        </span>
      }
      detail={parts.filter(Boolean).join(' · ')}
      actions={
        session.current ? null : (
          <Button
            size="small"
            aria-label={word('devices.out.label', { device: session.device })}
            busy={revoke.isPending && word('devices.out')}
            onClick={() => revoke.mutate({ id: session.id })}
          >
            {word('devices.out')}
          </Button>
        )
      }
    />
  )
}
