import { Plus } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { MoreMenu } from '#ui/kit/Menu.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { useGo } from '#ui/app/navigation.ts'
import { AddProvider } from './AddProvider.tsx'
import { ChangeProvider } from './ChangeProvider.tsx'
import { models, type ProviderItem } from './client.ts'
import { factsOf, stateOf } from './provider-state.ts'
import { RemoveProvider } from './RemoveProvider.tsx'
import { word } from './words.ts'

/** Who can be asked: added, tested, changed, paused, removed. */
export function ProvidersCard() {
  const list = useOperation(models, 'listProviders', {})
  const [dialog, setDialog] = useState<'add' | { change: ProviderItem } | { remove: ProviderItem } | null>(null)
  const close = () => setDialog(null)
  const add = (
    <Button size="small" icon={Plus} onClick={() => setDialog('add')}>
      {word('providers.add')}
    </Button>
  )
  const items = list.data?.items ?? []
  return (
    <Card
      title={word('providers')}
      count={list.data && items.length > 0 ? items.length : undefined}
      aside={items.length > 0 ? add : null}
      body="rows"
    >
      {list.error && !list.data ? (
        <ErrorState
          what={word('providers')}
          problem={asProblem(list.error)}
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      ) : list.isPending ? (
        <SkeletonRows rows={2} />
      ) : items.length === 0 ? (
        <EmptyState
          title={word('providers.empty')}
          actions={
            <Button variant="primary" icon={Plus} onClick={() => setDialog('add')}>
              {word('providers.add')}
            </Button>
          }
        >
          {word('providers.empty.body')}
        </EmptyState>
      ) : (
        <ListRows>
          {items.map((provider) => (
            <ProviderRow
              key={provider.id}
              provider={provider}
              onChange={() => setDialog({ change: provider })}
              onRemove={() => setDialog({ remove: provider })}
            />
          ))}
        </ListRows>
      )}
      {dialog === 'add' ? <AddProvider onClose={close} /> : null}
      {dialog !== null && dialog !== 'add' && 'change' in dialog ? <ChangeProvider provider={dialog.change} onClose={close} /> : null}
      {dialog !== null && dialog !== 'add' && 'remove' in dialog ? <RemoveProvider provider={dialog.remove} onClose={close} /> : null}
    </Card>
  )
}

interface RowProps {
  readonly provider: ProviderItem
  readonly onChange: () => void
  readonly onRemove: () => void
}

function ProviderRow({ provider, onChange, onRemove }: RowProps) {
  const go = useGo()
  const state = stateOf(provider)
  const test = useMutationOf(models, 'testProvider', {
    done: ({ answers, sentence }) => notify({ title: sentence, kind: answers ? 'passed' : 'failing', stays: !answers }),
  })
  const change = useMutationOf(models, 'updateProvider', { version: provider.version })
  const refresh = useMutationOf(models, 'refresh')
  const isFixed = provider.key === 'environment'
  return (
    <ListRow
      picture={<StatusGlyph kind={state.kind} label={state.label} />}
      title={
        <span className="inline-flex max-w-full items-center gap-2">
          <span className="truncate">{provider.name}</span>
          <Badge>{word(`kind.${provider.kind}`)}</Badge>
          {provider.paused ? <Badge tone="plain">{word('provider.paused')}</Badge> : null}
        </span>
      }
      detail={
        <>
          {factsOf(provider)}
          {state.sentence ? <span className="block truncate text-ink-2 max-desk:whitespace-normal">{state.sentence}</span> : null}
        </>
      }
      actions={
        <>
          <Button size="small" busy={test.isPending && word('provider.testing')} onClick={() => test.mutate({ provider: provider.id })}>
            {word('provider.test')}
          </Button>
          <MoreMenu
            items={[
              { label: word('provider.see_models'), onSelect: () => go(`/models?provider=${provider.name}`) },
              { label: word('provider.refresh'), onSelect: () => refresh.mutate({ provider: provider.id }) },
              { label: word('provider.change'), onSelect: onChange },
              {
                label: word(provider.paused ? 'provider.resume' : 'provider.pause'),
                onSelect: () => change.mutate({ provider: provider.id, paused: !provider.paused }),
              },
              'line',
              {
                label: word('provider.remove'),
                danger: true,
                ...(isFixed ? { unavailable: word('provider.from_environment') } : { onSelect: onRemove }),
              },
            ]}
          />
        </>
      }
    />
  )
}
