import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useList } from '#ui/client/use-list.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Chip } from '#ui/kit/Chip.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { FilterInput } from '#ui/kit/FilterInput.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import type { MenuItem } from '#ui/kit/menu-item.ts'
import { Segmented } from '#ui/kit/Segmented.tsx'
import { Table } from '#ui/kit/Table.tsx'
import { useGo } from '#ui/app/navigation.ts'
import { AddModel } from './AddModel.tsx'
import { AskModel } from './AskModel.tsx'
import { models, type ModelItem } from './client.ts'
import { EditModel } from './EditModel.tsx'
import { columns, PhoneModel } from './ModelColumns.tsx'
import { word } from './words.ts'

type Which = 'all' | 'on' | 'off'
type Open = { readonly edit: ModelItem } | { readonly ask: ModelItem } | 'add' | null

/** Which models may be asked, with what they cost and take. */
export function ModelsTab() {
  const [text, setText] = useQueryField('text')
  const [which, setWhich] = useQueryField('which', 'all')
  const [provider, setProvider] = useQueryField('provider')
  const [open, setOpen] = useState<Open>(null)
  const enabled = which === 'all' ? {} : { enabled: which === 'on' }
  const list = useList(models, 'list', { limit: 200, ...enabled, ...(text ? { text } : {}), ...(provider ? { provider } : {}) })
  const menuOf = useMenu(setOpen)
  const close = () => setOpen(null)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <div className="w-72 max-desk:w-full">
          <FilterInput value={text} onValue={setText} placeholder={word('models.filter')} />
        </div>
        <Segmented<Which>
          label={word('models.which')}
          value={which as Which}
          onValue={setWhich}
          segments={[
            { value: 'all', label: word('models.all') },
            { value: 'on', label: word('models.on') },
            { value: 'off', label: word('models.off') },
          ]}
        />
        {provider ? (
          <Chip chosen onRemove={{ label: word('filter.remove', { name: provider }), remove: () => setProvider('') }}>
            {provider}
          </Chip>
        ) : null}
        <span className="ml-auto text-small text-ink-3 max-desk:hidden">{word('models.prices')}</span>
        <Button icon={Plus} onClick={() => setOpen('add')}>
          {word('models.add')}
        </Button>
      </div>
      {list.error && !list.data ? (
        <ErrorState what={word('title')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} retrying={list.isFetching} />
      ) : (
        <Table
          label={word('models.label')}
          rows={list.data ?? []}
          columns={columns}
          rowKey={({ id }) => id}
          rowName={({ reference }) => reference}
          onOpen={(row) => setOpen({ edit: row })}
          menu={menuOf}
          loading={list.isPending}
          phoneRow={(row) => <PhoneModel model={row} />}
          empty={
            <EmptyState
              title={word('models.empty')}
              actions={<ButtonLink href="/settings/models">{word('models.to_providers')}</ButtonLink>}
            >
              {word('models.empty.body')}
            </EmptyState>
          }
        />
      )}
      {list.hasNextPage ? (
        <div>
          <Button busy={list.isFetchingNextPage && word('calls.reading')} onClick={() => void list.fetchNextPage()}>
            {word('models.more')}
          </Button>
        </div>
      ) : null}
      {open === 'add' ? <AddModel provider={provider} onClose={close} /> : null}
      {open !== null && open !== 'add' && 'edit' in open ? <EditModel model={open.edit} onClose={close} /> : null}
      {open !== null && open !== 'add' && 'ask' in open ? <AskModel model={open.ask} onClose={close} /> : null}
    </>
  )
}

function useMenu(setOpen: (open: Open) => void): (row: ModelItem) => readonly MenuItem[] {
  const go = useGo()
  const change = useMutationOf(models, 'update')
  const remove = useMutationOf(models, 'remove')
  return (row) => [
    { label: word('model.edit'), onSelect: () => setOpen({ edit: row }) },
    ...(row.enabled ? [{ label: word('model.ask'), onSelect: () => setOpen({ ask: row }) }] : []),
    {
      label: word(row.enabled ? 'model.switch_off' : 'model.switch_on'),
      onSelect: () => change.mutate({ id: row.id, enabled: !row.enabled }),
    },
    { label: word('model.calls'), onSelect: () => go(`/models/calls?model=${encodeURIComponent(row.reference)}`) },
    'line',
    { label: word('model.remove'), danger: true, onSelect: () => remove.mutate({ id: row.id }) },
  ]
}
