import { AppWindow, Terminal } from 'lucide-react'
import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatSince } from '#ui/format/time.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { useNow } from '#ui/kit/use-now.ts'
import { identity, type Connection } from '../client.ts'
import { Loaded } from '../Loaded.tsx'
import { word as own } from '../words.ts'
import { word } from './words.ts'

/** Programs that may act on your behalf. */
export function ProgramsSection() {
  const connections = useOperation(identity, 'listConnections', {})
  const [ending, setEnding] = useState<Connection | null>(null)
  const revoke = useMutationOf(identity, 'revokeConnection', { done: () => setEnding(null) })
  return (
    <Card title={word('programs')} count={connections.data?.items.length} body="rows">
      <Loaded answer={connections} what={word('programs')}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={word('programs.empty')}>{word('programs.empty.body')}</EmptyState>
          ) : (
            <ListRows>
              {items.map((connection) => (
                <ProgramRow key={connection.id} connection={connection} onEnd={() => setEnding(connection)} />
              ))}
            </ListRows>
          )
        }
      </Loaded>
      <ConfirmDialog
        open={ending !== null}
        onClose={() => setEnding(null)}
        title={word('programs.revoke.title', { name: ending?.program ?? '' })}
        action={word('programs.revoke')}
        busy={revoke.isPending && word('programs.revoke')}
        onConfirm={() => ending && revoke.mutate({ id: ending.id })}
      >
        {word('programs.revoke.body')}
      </ConfirmDialog>
    </Card>
  )
}

function ProgramRow({ connection, onEnd }: { connection: Connection; onEnd: () => void }) {
  const now = useNow(connection.lastUsedAt ?? connection.createdAt)
  const Glyph = connection.kind === 'device' ? Terminal : AppWindow
  const rights = connection.permissions.includes('*') ? own('rights.all').toLowerCase() : connection.permissions.join(', ')
  const detail = [
    word('programs.may', { rights }),
    word('programs.since', { age: formatSince(connection.createdAt, now) }),
    connection.lastUsedAt ? word('programs.used', { age: formatSince(connection.lastUsedAt, now) }) : word('programs.unused'),
    word('programs.ends', { age: formatSince(connection.expiresAt, now) }),
  ]
  return (
    <ListRow
      picture={<Glyph size={16} aria-hidden className="text-ink-3" />}
      title={connection.program}
      detail={detail.join(' · ')}
      actions={
        <Button size="small" variant="danger" aria-label={word('programs.revoke.label', { name: connection.program })} onClick={onEnd}>
          {word('programs.revoke')}
        </Button>
      }
    />
  )
}
