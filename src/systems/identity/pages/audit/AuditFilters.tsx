import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import type { contract } from '#kernel/operations/contract.ts'
import { useGo } from '#ui/app/navigation.ts'
import { clientFor } from '#ui/client/client.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Chip } from '#ui/kit/Chip.tsx'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Select, type Option } from '#ui/kit/Select.tsx'
import { usePhone } from '#ui/kit/use-media.ts'
import type { Member } from '../client.ts'
import { findProjects } from '../projects.ts'
import { isFiltered, localMinute } from './audit-filter.ts'
import type { AuditFilterState } from './use-audit-filter.ts'
import { word } from './words.ts'

const operations = clientFor<typeof contract>('operations')
const hour = 3_600_000
const spans = [
  { word: 'last.hour', length: hour },
  { word: 'last.day', length: 24 * hour },
  { word: 'last.week', length: 7 * 24 * hour },
] as const

interface AuditFiltersProps {
  readonly state: AuditFilterState
  readonly people: readonly Member[]
}

/** On phones they open on demand: what is asked first is what happened. */
export function AuditFilters({ state, people }: AuditFiltersProps) {
  const phone = usePhone()
  const [open, setOpen] = useState(isFiltered(state.filter))
  if (!phone) return <Fields state={state} people={people} />
  return (
    <div className="grid gap-3">
      <Button icon={SlidersHorizontal} aria-expanded={open} onClick={() => setOpen(!open)}>
        {word('filters')}
      </Button>
      {open ? <Fields state={state} people={people} /> : null}
    </div>
  )
}

function Fields({ state: { filter, set }, people }: AuditFiltersProps) {
  const go = useGo()
  return (
    <div role="search" aria-label={word('filters')} className="grid gap-3">
      <div className="grid gap-3 desk:grid-cols-2 side:grid-cols-3">
        <Field label={word('who')}>
          <Select
            value={filter.person}
            options={[{ value: '', label: word('who.anybody') }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
            onValue={set.person}
          />
        </Field>
        <Field label={word('operation')}>
          <Combobox value={filter.operation} options={useOperationOptions()} onValue={set.operation} placeholder={word('operation.any')} />
        </Field>
        <Field label={word('outcome')}>
          <Select value={filter.outcome} options={outcomes} onValue={set.outcome} />
        </Field>
        <Field label={word('project')}>
          <Combobox value={filter.project} search={findProjects} onValue={set.project} placeholder={word('project.any')} />
        </Field>
        <Field label={word('from')}>
          <Input type="datetime-local" value={filter.from} onChange={(event) => set.from(event.target.value)} />
        </Field>
        <Field label={word('to')}>
          <Input type="datetime-local" value={filter.to} onChange={(event) => set.to(event.target.value)} />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        {spans.map((span) => (
          <Chip key={span.word} onClick={() => set.from(localMinute(Date.now() - span.length))}>
            {word(span.word)}
          </Chip>
        ))}
        {isFiltered(filter) ? (
          <Button size="small" variant="quiet" onClick={() => go('/settings/audit')}>
            {word('clear')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

/** Systems first, then what leaves a trace: whatever only reads is not in it. */
function useOperationOptions(): readonly Option[] {
  const list = useOperation(operations, 'list', {})
  const writes = (list.data?.items ?? []).filter(({ effect }) => effect !== 'read')
  const systems = [...new Set(writes.map(({ system }) => system))].toSorted()
  return [
    ...systems.map((system) => ({ value: system, label: word('operation.system', { system }) })),
    ...writes.map(({ id }) => ({ value: id, label: id })),
  ]
}

const outcomes = [
  { value: '', label: word('outcome.any') },
  ...(['done', 'refused', 'failed'] as const).map((outcome) => ({ value: outcome, label: word(outcome) })),
]
