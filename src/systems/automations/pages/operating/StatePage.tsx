import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useList } from '#ui/client/use-list.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { FilterInput } from '#ui/kit/FilterInput.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from '../AreaTabs.tsx'
import { automations, type StateValue } from '../client.ts'
import { word } from '../words.ts'

/** What automations keep between runs, by scope; changed only if nobody else did meanwhile. */
export function StatePage() {
  const [scope, setScope] = useQueryField('scope', 'global')
  const [prefix, setPrefix] = useQueryField('text')
  const [open, setOpen] = useState<StateValue | null>(null)
  const list = useList(automations, 'listState', { limit: 100, scope, ...(prefix ? { prefix } : {}) })
  return (
    <>
      <PageHeader title={word('state.title')} crumbs={[{ label: word('title'), href: '/automations' }]} />
      <PageBody>
        <AreaTabs />
        <div className="flex flex-wrap gap-2">
          <div className="w-72 max-w-full">
            <Combobox label={word('state.scope')} value={scope} onValue={setScope} search={findScopes} />
          </div>
          <div className="w-72 max-w-full">
            <FilterInput value={prefix} onValue={setPrefix} placeholder={word('state.prefix')} />
          </div>
        </div>
        {list.error ? (
          <ErrorState what={word('state.title')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
        ) : (
          <Table
            label={word('state.title')}
            rows={list.data ?? []}
            columns={columns}
            rowKey={(row) => `${row.scope} ${row.key}`}
            rowName={({ key }) => key}
            onOpen={setOpen}
            loading={list.isPending}
            phoneRow={(row) => <PhoneValue row={row} />}
            empty={<EmptyState title={word('state.none')}>{word('state.none_body')}</EmptyState>}
          />
        )}
      </PageBody>
      {open ? <ValueSheet key={`${open.scope} ${open.key}`} value={open} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

const columns: readonly Column<StateValue>[] = [
  {
    id: 'key',
    head: word('state.key'),
    width: 'minmax(140px, 1fr)',
    cell: (row) => <span className="truncate font-mono text-small">{row.key}</span>,
  },
  {
    id: 'value',
    head: word('state.value'),
    width: 'minmax(160px, 2fr)',
    cell: (row) => <span className="truncate font-mono text-small text-ink-2">{JSON.stringify(row.value)}</span>,
  },
  {
    id: 'by',
    head: word('state.by'),
    width: 'minmax(96px, 1fr)',
    hideBelow: 'wide',
    cell: (row) => <span className="truncate text-ink-2">{row.updatedBy}</span>,
  },
  {
    id: 'at',
    head: word('head.changed'),
    width: '88px',
    align: 'end',
    cell: (row) => <RelativeTime at={row.updatedAt} className="text-ink-3" />,
  },
]

function PhoneValue({ row }: { row: StateValue }) {
  return (
    <span className="grid min-w-0">
      <span className="truncate font-mono text-small">{row.key}</span>
      <span className="truncate font-mono text-small text-ink-3">{JSON.stringify(row.value)}</span>
    </span>
  )
}

function ValueSheet({ value, onClose }: { value: StateValue; onClose: () => void }) {
  const [text, setText] = useState(() => JSON.stringify(value.value, null, 2))
  const [wrong, setWrong] = useState(false)
  const set = useMutationOf(automations, 'setState', { done: onClose })
  const remove = useMutationOf(automations, 'deleteState', { done: onClose })
  const where = { scope: value.scope, key: value.key, ifVersion: value.version }
  const save = () => {
    try {
      set.mutate({ ...where, value: JSON.parse(text) })
      setWrong(false)
    } catch {
      setWrong(true)
    }
  }
  return (
    <Sheet open onClose={onClose} title={value.key} description={<span className="font-mono text-small">{value.scope}</span>}>
      <div className="grid gap-3">
        <Field
          label={word('state.value')}
          help={word('state.version', { number: value.version })}
          error={wrong ? word('step.bad_json') : undefined}
        >
          <TextArea mono spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        {value.expiresAt ? (
          <p className="text-small text-ink-3">
            {word('state.expires')} <RelativeTime at={value.expiresAt} phrase />
          </p>
        ) : null}
        <div className="flex gap-2">
          <Button busy={set.isPending && word('editor.saving')} onClick={save}>
            {word('editor.save')}
          </Button>
          <Button variant="danger" busy={remove.isPending && word('state.deleting')} onClick={() => remove.mutate(where)}>
            {word('state.delete')}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}

async function findScopes(text: string, signal: AbortSignal) {
  const name = text.replace(/^automation:/, '')
  const { items } = await automations.call(
    'list',
    { limit: 20, sort: 'name', ...(name && name !== 'global' ? { text: name } : {}) },
    { signal },
  )
  return [
    { value: 'global', label: 'global' },
    ...items.map((row) => ({ value: `automation:${row.id}`, label: `automation: ${row.name}` })),
  ]
}
