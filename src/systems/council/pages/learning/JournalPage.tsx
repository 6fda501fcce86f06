import { useState } from 'react'
import { useGo, useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { FilterInput } from '#ui/kit/FilterInput.tsx'
import type { MenuItem } from '#ui/kit/menu-item.ts'
import { Segmented } from '#ui/kit/Segmented.tsx'
import { Table } from '#ui/kit/Table.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from '../AreaTabs.tsx'
import { council, type JournalItem } from '../client.ts'
import { OutcomeDialog } from '../question/OutcomeDialog.tsx'
import { questionHref } from '../question-state.ts'
import { useMay } from '../use-may.ts'
import { columns, PhoneEntry } from './JournalCells.tsx'
import { word } from './words.ts'

const shows = ['all', 'due', 'open', 'resolved'] as const
type Show = (typeof shows)[number]

/** Every answer with what was decided and what came of it; what is due stands first. */
export function JournalPage() {
  const [show, setShow] = useQueryField('show', 'all')
  const [domain, setDomain] = useQueryField('domain')
  const [resolving, setResolving] = useState<string | null>(null)
  const chosen: Show = shows.find((one) => one === show) ?? 'all'
  const journal = useOperation(council, 'journal', { show: chosen, limit: 200, ...(domain ? { domain } : {}) })
  const menu = useMenu(setResolving)
  return (
    <>
      <PageHeader title={word('journal.title')} count={journal.data?.items.length} freshness={<Freshness answer={journal} />} />
      <PageBody>
        <AreaTabs />
        <div className="flex flex-wrap items-center gap-2">
          <Segmented<Show>
            label={word('journal.which')}
            value={chosen}
            onValue={setShow}
            segments={shows.map((value) => ({ value, label: word(`show.${value}`) }))}
          />
          <div className="w-[220px] max-w-full">
            <FilterInput label={word('domain')} value={domain} onValue={setDomain} placeholder={word('domain')} />
          </div>
          {journal.data && journal.data.due > 0 ? (
            <span className="ml-auto text-ink-2">{word('journal.due', { count: journal.data.due })}</span>
          ) : null}
        </div>
        {journal.error && !journal.data ? (
          <ErrorState what={word('journal.title')} problem={asProblem(journal.error)} onRetry={() => void journal.refetch()} />
        ) : (
          <Table
            label={word('journal.label')}
            rows={journal.data?.items ?? []}
            columns={columns}
            rowKey={({ id }) => id}
            rowName={({ text }) => text}
            href={({ id }) => questionHref(id)}
            menu={menu}
            rowHeight={48}
            loading={journal.isPending}
            phoneRow={(row) => <PhoneEntry row={row} />}
            empty={<EmptyState title={word('journal.empty')}>{word('journal.empty.body')}</EmptyState>}
          />
        )}
      </PageBody>
      {resolving ? <Resolving id={resolving} onClose={() => setResolving(null)} /> : null}
    </>
  )
}

/** The form needs the options and claims of the question, so it is read first. */
function Resolving({ id, onClose }: { id: string; onClose: () => void }) {
  const question = useOperation(council, 'get', { question: id }).data
  return question?.id === id ? <OutcomeDialog question={question} onClose={onClose} /> : null
}

function useMenu(onResolve: (id: string) => void): (row: JournalItem) => readonly MenuItem[] {
  const go = useGo()
  const mayDecide = useMay('decide')
  const check = useMutationOf(council, 'checkOutcome', {
    done: ({ resolved, sentence }) => void notify({ title: sentence, kind: resolved ? 'passed' : 'unknown' }),
  })
  return (row) => [
    { label: word('journal.open'), onSelect: () => go(questionHref(row.id)) },
    ...(mayDecide && !row.outcome
      ? [
          { label: word('journal.outcome'), onSelect: () => onResolve(row.id) },
          { label: word('journal.check'), onSelect: () => check.mutate({ question: row.id }) },
        ]
      : []),
  ]
}
