import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useList } from '#ui/client/use-list.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from '../AreaTabs.tsx'
import { automations, type Webhook } from '../client.ts'
import { word } from '../words.ts'
import { DeliveriesSheet } from './DeliveriesSheet.tsx'
import { NewWebhook } from './NewWebhook.tsx'
import { SecretDialog, type ShownSecret } from './SecretDialog.tsx'

/** Addresses that start automations. A secret is shown once, when it is made. */
export function WebhooksPage() {
  const list = useList(automations, 'listWebhooks', { limit: 100, sort: 'name' })
  const [open, setOpen] = useState<Webhook | null>(null)
  const [making, setMaking] = useState(false)
  const [removing, setRemoving] = useState<Webhook | null>(null)
  const [secret, setSecret] = useState<ShownSecret | null>(null)
  const rotate = useMutationOf(automations, 'rotateWebhook', {
    done: (made) => setSecret({ address: made.address, secret: made.plainSecret }),
  })
  const remove = useMutationOf(automations, 'removeWebhook', { confirmed: true, done: () => setRemoving(null) })
  return (
    <>
      <PageHeader
        title={word('webhooks.title')}
        crumbs={[{ label: word('title'), href: '/automations' }]}
        actions={
          <Button icon={Plus} variant="primary" onClick={() => setMaking(true)}>
            {word('webhooks.new')}
          </Button>
        }
      />
      <PageBody>
        <AreaTabs />
        <Table
          label={word('webhooks.title')}
          rows={list.data ?? []}
          columns={columns}
          rowKey={({ id }) => id}
          rowName={({ name }) => name}
          onOpen={setOpen}
          menu={(row) => [
            { label: word('webhooks.deliveries'), onSelect: () => setOpen(row) },
            ...(row.secret === 'own' ? [{ label: word('webhooks.rotate'), onSelect: () => rotate.mutate({ webhook: row.id }) }] : []),
            'line',
            {
              label: word('webhooks.remove'),
              danger: true,
              unavailable: row.byText ? word('webhooks.by_text') : undefined,
              onSelect: () => setRemoving(row),
            },
          ]}
          rowHeight={48}
          loading={list.isPending}
          phoneRow={(row) => <Name row={row} />}
          empty={<EmptyState title={word('webhooks.none')}>{word('webhooks.none_body')}</EmptyState>}
        />
      </PageBody>
      {open ? <DeliveriesSheet webhook={open} onClose={() => setOpen(null)} /> : null}
      {making ? (
        <NewWebhook
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false)
            setSecret({ address: made.address, secret: made.plainSecret })
          }}
        />
      ) : null}
      {secret ? <SecretDialog shown={secret} onClose={() => setSecret(null)} /> : null}
      <ConfirmDialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={word('webhooks.remove_title', { name: removing?.name ?? '' })}
        action={word('webhooks.remove')}
        busy={remove.isPending && word('webhooks.remove')}
        onConfirm={() => removing && remove.mutate({ webhook: removing.id })}
      >
        {word('webhooks.remove_body')}
      </ConfirmDialog>
    </>
  )
}

const columns: readonly Column<Webhook>[] = [
  { id: 'name', head: word('webhooks.name'), width: 'minmax(200px, 2fr)', cell: (row) => <Name row={row} /> },
  {
    id: 'automation',
    head: word('head.automation'),
    width: 'minmax(120px, 1fr)',
    cell: (row) => <span className="truncate">{row.automationName}</span>,
  },
  { id: 'scheme', head: word('webhooks.scheme'), width: '120px', cell: (row) => <Badge mono>{row.scheme}</Badge> },
  {
    id: 'last',
    head: word('webhooks.last'),
    width: '120px',
    align: 'end',
    cell: (row) =>
      row.lastDeliveryAt ? (
        <RelativeTime at={row.lastDeliveryAt} phrase className="text-ink-3" />
      ) : (
        <span className="text-ink-3">{word('never')}</span>
      ),
  },
]

function Name({ row }: { row: Webhook }) {
  return (
    <span className="grid min-w-0">
      <span className="truncate font-strong">{row.name}</span>
      <span className="truncate font-mono text-small text-ink-3" title={row.address}>
        {row.address}
      </span>
    </span>
  )
}
