import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useList } from '#ui/client/use-list.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Chip } from '#ui/kit/Chip.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { FilterInput } from '#ui/kit/FilterInput.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Table } from '#ui/kit/Table.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from './AreaTabs.tsx'
import { columns, PhoneAutomation } from './AutomationCells.tsx'
import { automationMenu } from './automation-menu.ts'
import { automationHref } from './automation-state.ts'
import { automations, type AutomationRow } from './client.ts'
import { RemoveDialog } from './RemoveDialog.tsx'
import { Templates } from './Templates.tsx'
import { useSurroundings } from './use-surroundings.ts'
import { word } from './words.ts'

/** What runs by itself: how each stands, how its last run ended, and who it acts for. */
export function AutomationsPage() {
  const [text, setText] = useQueryField('text')
  const [shown, setShown] = useQueryField('is')
  const [removing, setRemoving] = useState<AutomationRow | null>(null)
  const enabled = shown === 'on' ? true : shown === 'off' ? false : undefined
  const list = useList(automations, 'list', {
    limit: 100,
    sort: 'name',
    ...(text ? { text } : {}),
    ...(enabled === undefined ? {} : { enabled }),
  })
  const around = useSurroundings()
  const clear = () => {
    setText('')
    setShown('')
  }
  const chip = (value: string, label: string) => (
    <Chip chosen={shown === value} onClick={() => setShown(value)}>
      {label}
    </Chip>
  )
  return (
    <>
      <PageHeader
        title={word('title')}
        count={list.data?.length}
        freshness={<Freshness answer={list} />}
        actions={
          <ButtonLink icon={Plus} variant="primary" href="/automations/new">
            {word('new')}
          </ButtonLink>
        }
      />
      <PageBody>
        <AreaTabs />
        <div className="flex flex-wrap items-center gap-2">
          <div className="w-[320px] max-w-full max-desk:w-full">
            <FilterInput value={text} onValue={setText} placeholder={word('filter')} />
          </div>
          {chip('', word('all'))}
          {chip('on', word('on'))}
          {chip('off', word('off'))}
        </div>
        {list.error && !list.data ? (
          <ErrorState what={word('title')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} retrying={list.isFetching} />
        ) : (
          <Table
            label={word('title')}
            rows={list.data ?? []}
            columns={columns(around)}
            rowKey={({ id }) => id}
            rowName={({ name }) => name}
            href={(row) => automationHref(row)}
            menu={(row) => automationMenu(row, setRemoving)}
            rowHeight={48}
            loading={list.isPending}
            phoneRow={(row) => <PhoneAutomation row={row} />}
            empty={<NoAutomations filtered={text !== '' || shown !== ''} onShowAll={clear} />}
          />
        )}
        {list.data && text === '' && shown === '' ? <Templates /> : null}
      </PageBody>
      <RemoveDialog automation={removing} onClose={() => setRemoving(null)} />
    </>
  )
}

function NoAutomations({ filtered, onShowAll }: { filtered: boolean; onShowAll: () => void }) {
  if (filtered) {
    return (
      <EmptyState title={word('empty.filtered')} actions={<Button onClick={onShowAll}>{word('empty.show_all')}</Button>}>
        {word('empty.filtered_body')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={word('empty.title')}
      actions={
        <ButtonLink icon={Plus} href="/automations/new">
          {word('new')}
        </ButtonLink>
      }
    >
      {word('empty.body')}
    </EmptyState>
  )
}
