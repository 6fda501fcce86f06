import { useGo, usePathField, useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useList } from '#ui/client/use-list.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Chip } from '#ui/kit/Chip.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { Table } from '#ui/kit/Table.tsx'
import { columns, PhoneCall } from './CallColumns.tsx'
import { CallSheet } from './CallSheet.tsx'
import { models, type CallItem } from './client.ts'
import { word } from './words.ts'

const states = ['all', 'asked', 'answered', 'failed', 'possibly_paid'] as const
const fields = ['day', 'since', 'provider', 'model', 'purpose', 'session', 'inProject', 'cost'] as const

/** The ledger: every call that was made or tried, the newest first; one of them open beside the list. */
export function CallsTab() {
  const go = useGo()
  const call = usePathField('call')
  const [state, setState] = useQueryField('state', 'all')
  const filters = useFilters()
  const wanted = Object.fromEntries(filters.filter((one) => one.value).map((one) => [one.field, one.value]))
  const chosen = states.find((one) => one === state) ?? 'all'
  const list = useList(models, 'listCalls', { limit: 100, ...wanted, ...(chosen === 'all' ? {} : { state: chosen as CallItem['state'] }) })
  const isFiltered = chosen !== 'all' || filters.some((one) => one.value)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label={word('calls.state')}
          value={chosen}
          onValue={setState}
          options={states.map((value) => ({ value, label: word(`state.${value}`) }))}
        />
        {filters
          .filter((one) => one.value)
          .map(({ field, value, set }) => (
            <Chip key={field} chosen onRemove={{ label: word('filter.remove', { name: field }), remove: () => set('') }}>
              {word(`filter.${field}`, { value })}
            </Chip>
          ))}
      </div>
      {list.error && !list.data ? (
        <ErrorState
          what={word('tab.calls')}
          problem={asProblem(list.error)}
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      ) : (
        <Table
          label={word('calls.label')}
          rows={list.data ?? []}
          columns={columns}
          rowKey={({ id }) => id}
          rowName={({ model, purpose }) => `${purpose} ${model}`}
          href={({ id }) => `/models/calls/${id}`}
          loading={list.isPending}
          phoneRow={(row) => <PhoneCall call={row} />}
          empty={
            <EmptyState
              title={word(isFiltered ? 'calls.empty' : 'spending.empty')}
              actions={isFiltered ? <Button onClick={() => go('/models/calls')}>{word('calls.clear')}</Button> : undefined}
            >
              {word(isFiltered ? 'calls.empty.body' : 'spending.empty.body')}
            </EmptyState>
          }
        />
      )}
      {list.hasNextPage ? (
        <div>
          <Button busy={list.isFetchingNextPage && word('calls.reading')} onClick={() => void list.fetchNextPage()}>
            {word('calls.older')}
          </Button>
        </div>
      ) : null}
      {call ? <CallSheet id={call} onClose={() => go('/models/calls')} /> : null}
    </>
  )
}

function useFilters() {
  const [day, setDay] = useQueryField('day')
  const [since, setSince] = useQueryField('since')
  const [provider, setProvider] = useQueryField('provider')
  const [model, setModel] = useQueryField('model')
  const [purpose, setPurpose] = useQueryField('purpose')
  const [session, setSession] = useQueryField('session')
  const [inProject, setInProject] = useQueryField('inProject')
  const [cost, setCost] = useQueryField('cost')
  const read = { day, since, provider, model, purpose, session, inProject, cost }
  const write = {
    day: setDay,
    since: setSince,
    provider: setProvider,
    model: setModel,
    purpose: setPurpose,
    session: setSession,
    inProject: setInProject,
    cost: setCost,
  }
  return fields.map((field) => ({ field, value: read[field], set: write[field] }))
}
