import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useGo, usePathField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import type { MenuItem } from '#ui/kit/menu-item.ts'
import { Table } from '#ui/kit/Table.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from '../AreaTabs.tsx'
import { council, type Mind } from '../client.ts'
import { NoMinds } from '../NoMinds.tsx'
import { useMay } from '../use-may.ts'
import { AddMind } from './AddMind.tsx'
import { columns, PhoneMind } from './MindCells.tsx'
import { MindSheet } from './MindSheet.tsx'
import { word } from './words.ts'

/** Who sits in the council; one of them open beside the list. */
export function MindsPage() {
  const go = useGo()
  const persona = usePathField('persona')
  const list = useOperation(council, 'listPersonas', {})
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Mind | null>(null)
  const mayShape = useMay('personas')
  const change = useMutationOf(council, 'updatePersona')
  const toggle = (mind: Mind, enabled: boolean) => change.mutate({ persona: mind.id, enabled })
  const menu = (mind: Mind): readonly MenuItem[] => [
    { label: word('menu.open'), onSelect: () => go(`/council/personas/${mind.id}`) },
    ...(mayShape ? [{ label: word(mind.enabled ? 'menu.off' : 'menu.on'), onSelect: () => toggle(mind, !mind.enabled) }] : []),
    ...(mayShape && !mind.builtIn
      ? (['line', { label: word('menu.remove'), danger: true, onSelect: () => setRemoving(mind) }] as const)
      : []),
  ]
  const sitting = list.data?.items.filter(({ enabled }) => enabled).length
  return (
    <>
      <PageHeader
        title={word('title')}
        count={sitting}
        beside={list.data ? <span className="text-ink-3 max-desk:hidden">{word('spread', { count: list.data.providers })}</span> : null}
        freshness={<Freshness answer={list} />}
        actions={
          mayShape ? (
            <Button icon={Plus} onClick={() => setAdding(true)}>
              {word('add')}
            </Button>
          ) : null
        }
      />
      <PageBody>
        <AreaTabs />
        <NoMinds />
        {list.error && !list.data ? (
          <ErrorState what={word('title')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} retrying={list.isFetching} />
        ) : (
          <Table
            label={word('label')}
            rows={list.data?.items ?? []}
            columns={columns(mayShape ? toggle : null)}
            rowKey={({ id }) => id}
            rowName={({ name }) => name}
            href={({ id }) => `/council/personas/${id}`}
            menu={menu}
            rowHeight={48}
            loading={list.isPending}
            phoneRow={(row) => <PhoneMind row={row} />}
            empty={<EmptyState title={word('empty')}>{word('empty.body')}</EmptyState>}
          />
        )}
      </PageBody>
      {adding ? <AddMind onClose={() => setAdding(false)} /> : null}
      {persona ? <MindSheet id={persona} onClose={() => go('/council/personas')} /> : null}
      {removing ? <RemoveMind mind={removing} onClose={() => setRemoving(null)} /> : null}
    </>
  )
}

function RemoveMind({ mind, onClose }: { mind: Mind; onClose: () => void }) {
  const remove = useMutationOf(council, 'removePersona', { confirmed: true, done: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={word('remove.title', { name: mind.name })}
      action={word('remove.do')}
      busy={remove.isPending && word('saving')}
      onConfirm={() => remove.mutate({ persona: mind.id })}
    >
      {word('remove.body')}
    </ConfirmDialog>
  )
}
