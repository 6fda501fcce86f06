import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { MoreMenu } from '#ui/kit/Menu.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { identity, type Preset, type Provider } from '../client.ts'
import { Loaded } from '../Loaded.tsx'
import { ProviderDialog } from './ProviderDialog.tsx'
import { word } from './words.ts'

type Open = { readonly kind: 'create' } | { readonly kind: 'edit' | 'delete'; readonly provider: Provider }

export function ProvidersCard() {
  const providers = useOperation(identity, 'listProviders', {})
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const presets: readonly Preset[] = providers.data?.presets ?? []
  const add = (
    <Button icon={Plus} onClick={() => setOpen({ kind: 'create' })}>
      {word('providers.add')}
    </Button>
  )
  const count = providers.data?.items.length ?? 0
  return (
    <Card title={word('providers')} count={count} body="rows" aside={count > 0 ? add : null}>
      <Loaded answer={providers} what={word('providers')}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={word('providers.empty')} actions={add}>
              {word('providers.empty.body')}
            </EmptyState>
          ) : (
            <ListRows>
              {items.map((provider) => (
                <ProviderRow key={provider.id} provider={provider} onOpen={setOpen} />
              ))}
            </ListRows>
          )
        }
      </Loaded>
      {open?.kind === 'create' ? <ProviderDialog provider={null} presets={presets} onClose={close} /> : null}
      {open?.kind === 'edit' ? <ProviderDialog provider={open.provider} presets={presets} onClose={close} /> : null}
      {open?.kind === 'delete' ? <DeleteProvider provider={open.provider} onClose={close} /> : null}
    </Card>
  )
}

function ProviderRow({ provider, onOpen }: { provider: Provider; onOpen: (open: Open) => void }) {
  const [checking, setChecking] = useState(false)
  const change = useMutationOf(identity, 'updateProvider', { confirmed: true })
  const isOn = provider.disabledAt === null
  const check = async () => {
    setChecking(true)
    const { works, because } = await identity
      .call('checkProvider', { id: provider.id })
      .catch((error: Error) => ({ works: false, because: error.message }))
    setChecking(false)
    notify(works ? { title: word('providers.works') } : { kind: 'failing', title: because, stays: true })
  }
  return (
    <ListRow
      picture={<Status kind={isOn ? 'healthy' : 'paused'}>{word(isOn ? 'providers.on' : 'providers.off')}</Status>}
      title={provider.name}
      detail={`${provider.issuer} · ${word('providers.people', { count: provider.links })}`}
      actions={
        <>
          <Button size="small" busy={checking && word('providers.checking')} onClick={() => void check()}>
            {word('providers.check')}
          </Button>
          <MoreMenu
            label={word('providers.actions', { name: provider.name })}
            items={[
              { label: word('providers.edit'), onSelect: () => onOpen({ kind: 'edit', provider }) },
              {
                label: word(isOn ? 'providers.switch.off' : 'providers.switch.on'),
                onSelect: () => change.mutate({ id: provider.id, enabled: !isOn }),
              },
              'line',
              { label: word('providers.delete'), danger: true, onSelect: () => onOpen({ kind: 'delete', provider }) },
            ]}
          />
        </>
      }
    />
  )
}

function DeleteProvider({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const remove = useMutationOf(identity, 'deleteProvider', { confirmed: true, done: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={word('providers.delete.title', { name: provider.name })}
      action={word('providers.delete.action')}
      busy={remove.isPending && word('providers.delete')}
      onConfirm={() => remove.mutate({ id: provider.id })}
    >
      {word('providers.delete.body')}
    </ConfirmDialog>
  )
}
