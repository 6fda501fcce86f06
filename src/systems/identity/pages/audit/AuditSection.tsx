import { useMutation } from '@tanstack/react-query'
import { Download, RefreshCw, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useList } from '#ui/client/use-list.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatNumber } from '#ui/format/number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { IconButton } from '#ui/kit/IconButton.tsx'
import { Table } from '#ui/kit/Table.tsx'
import { notifyProblem } from '#ui/kit/toast-store.ts'
import { holds } from '#ui/session/rights.ts'
import { useSession } from '#ui/session/session.ts'
import { identity } from '../client.ts'
import { useProjectNames } from '../projects.ts'
import { AuditFilters } from './AuditFilters.tsx'
import { PhoneEntry, useAuditColumns } from './AuditCells.tsx'
import { isFiltered, listInput } from './audit-filter.ts'
import { audit } from './client.ts'
import { EntrySheet } from './EntrySheet.tsx'
import { exportTrail } from './export-trail.ts'
import { ProveDialog } from './ProveDialog.tsx'
import { useAuditFilter } from './use-audit-filter.ts'
import { whoDid } from './who.ts'
import { word } from './words.ts'

/** Who did what, from where, and how it ended; the newest first. */
export function AuditSection() {
  const state = useAuditFilter()
  const [open, setOpen] = useQueryField('entry')
  const list = useList(audit, 'list', listInput(state.filter))
  const mayName = holds(useSession().data?.permissions ?? [], 'identity:read')
  const people = useOperation(identity, 'listPeople', mayName ? {} : null).data?.items ?? []
  const projectOf = useProjectNames()
  const who = (entry: Parameters<typeof whoDid>[0]) => whoDid(entry, (id) => people.find((member) => member.id === id)?.name)
  const columns = useAuditColumns(who, projectOf)
  return (
    <>
      <Card title={word('title')} aside={<Actions reading={list.isFetching} onRead={() => void list.refetch()} />}>
        <AuditFilters state={state} people={people} />
      </Card>
      {list.error && !list.data ? (
        <Card>
          <ErrorState what={word('title')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
        </Card>
      ) : (
        <Table
          label={word('title')}
          rows={list.data ?? []}
          columns={columns}
          rowKey={({ id }) => id}
          rowName={({ operation }) => operation}
          onOpen={({ id }) => setOpen(id)}
          phoneRow={(entry) => <PhoneEntry entry={entry} who={who(entry)} />}
          loading={list.isPending}
          empty={<Nothing filtered={isFiltered(state.filter)} />}
        />
      )}
      {list.hasNextPage ? (
        <div>
          <Button busy={list.isFetchingNextPage && word('reading')} onClick={() => void list.fetchNextPage()}>
            {word('older')}
          </Button>
        </div>
      ) : null}
      <EntrySheet
        entry={list.data?.find(({ id }) => id === open)}
        who={who}
        projectOf={projectOf}
        onPerson={(person) => {
          setOpen('')
          state.set.person(person)
        }}
        onClose={() => setOpen('')}
      />
    </>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState title={word('none.fits')}>{word('none.fits.body')}</EmptyState>
  ) : (
    <EmptyState title={word('none')}>{word('none.body')}</EmptyState>
  )
}

function Actions({ reading, onRead }: { reading: boolean; onRead: () => void }) {
  const [proving, setProving] = useState(false)
  const [count, setCount] = useState(0)
  const save = useMutation({ mutationFn: () => exportTrail(setCount), onError: (error) => notifyProblem(asProblem(error)) })
  return (
    <>
      <IconButton icon={RefreshCw} label={word('refresh')} aria-busy={reading} onClick={onRead} />
      <Button icon={Download} busy={save.isPending && word('export.busy', { count: formatNumber(count) })} onClick={() => save.mutate()}>
        {word('export')}
      </Button>
      <Button icon={ShieldCheck} onClick={() => setProving(true)}>
        {word('prove')}
      </Button>
      {proving ? <ProveDialog onClose={() => setProving(false)} /> : null}
    </>
  )
}
