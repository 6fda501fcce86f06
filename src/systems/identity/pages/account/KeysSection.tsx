import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Badges } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { identity, type ApiKey } from '../client.ts'
import { Loaded } from '../Loaded.tsx'
import { word as own } from '../words.ts'
import { CreateKeyDialog } from './CreateKeyDialog.tsx'
import { KeySheet } from './KeySheet.tsx'
import { word } from './words.ts'

/** Keys for programs, with rights cut out of one's own. */
export function KeysSection() {
  const keys = useOperation(identity, 'listKeys', {})
  const [creating, setCreating] = useState(false)
  const [ending, setEnding] = useState<ApiKey | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  const revoke = useMutationOf(identity, 'revokeKey', { confirmed: true, done: () => setEnding(null) })
  const create = (
    <Button icon={Plus} variant={keys.data?.items.length ? 'secondary' : 'primary'} onClick={() => setCreating(true)}>
      {word('keys.create')}
    </Button>
  )
  return (
    <Card title={word('keys')} count={keys.data?.items.length} body="rows" aside={keys.data?.items.length ? create : null}>
      <Loaded answer={keys} what={word('keys')}>
        {({ items }) => (
          <Table
            label={word('keys')}
            inCard
            rows={items}
            rowHeight={48}
            columns={columns}
            rowKey={({ id }) => id}
            rowName={({ name }) => name}
            onOpen={({ id }) => setOpen(id)}
            menu={(key) => [{ label: word('keys.revoke'), danger: true, onSelect: () => setEnding(key) }]}
            phoneRow={(key) => <KeyName apiKey={key} />}
            stickyTop={0}
            empty={
              <EmptyState title={word('keys.empty')} actions={create}>
                {word('keys.empty.body')}
              </EmptyState>
            }
          />
        )}
      </Loaded>
      <KeySheet
        apiKey={ending ? undefined : keys.data?.items.find(({ id }) => id === open)}
        onRevoke={setEnding}
        onClose={() => setOpen(null)}
      />
      {creating ? <CreateKeyDialog onClose={() => setCreating(false)} /> : null}
      <ConfirmDialog
        open={ending !== null}
        onClose={() => setEnding(null)}
        title={word('keys.revoke.title', { name: ending?.name ?? '' })}
        action={word('keys.revoke.action')}
        busy={revoke.isPending && word('keys.revoke')}
        onConfirm={() => ending && revoke.mutate({ id: ending.id })}
      >
        {word('keys.revoke.body')}
      </ConfirmDialog>
    </Card>
  )
}

function KeyName({ apiKey }: { apiKey: ApiKey }) {
  return (
    <span className="grid min-w-0">
      <span className="truncate font-strong">{apiKey.name}</span>
      <span className="truncate font-mono text-micro text-ink-3">
        opt_{apiKey.id}
        {apiKey.hint}
      </span>
    </span>
  )
}

function reachOf(key: ApiKey): string {
  const parts = [
    key.projects === null ? own('projects.all') : own('projects.some', { count: key.projects.length }),
    key.addresses.length === 0 ? word('keys.anywhere') : word('keys.from', { count: key.addresses.length }),
    key.perMinute === null ? null : word('keys.perMinute', { count: key.perMinute }),
  ]
  return parts.filter(Boolean).join(', ')
}

const columns: readonly Column<ApiKey>[] = [
  { id: 'name', head: word('keys.name'), width: 'minmax(140px, 1.4fr)', cell: (key) => <KeyName apiKey={key} /> },
  {
    id: 'rights',
    head: word('keys.rights'),
    width: 'minmax(100px, 1.2fr)',
    cell: (key) => <Badges most={2} names={key.permissions.map((one) => (one === '*' ? own('rights.all') : one))} />,
  },
  {
    id: 'reach',
    head: word('keys.reach'),
    width: 'minmax(100px, 1.2fr)',
    hideBelow: 'side',
    cell: (key) => (
      <span className="truncate text-ink-2" title={[reachOf(key), ...key.addresses].join('\n')}>
        {reachOf(key)}
      </span>
    ),
  },
  {
    id: 'expires',
    head: word('keys.expires'),
    width: '104px',
    cell: (key) =>
      key.expiresAt ? <RelativeTime at={key.expiresAt} className="truncate" /> : <span className="text-ink-3">{own('never')}</span>,
  },
  {
    id: 'used',
    head: word('keys.used'),
    width: '104px',
    cell: (key) => (key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} phrase /> : <span className="text-ink-3">{own('never')}</span>),
  },
]
