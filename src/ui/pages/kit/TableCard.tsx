import { Pin, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ActivityBars } from '../../kit/ActivityBars.tsx'
import { Badges } from '../../kit/Badge.tsx'
import { Button } from '../../kit/Button.tsx'
import { Monogram } from '../../kit/Monogram.tsx'
import { RiskBar } from '../../kit/RiskBar.tsx'
import { Status } from '../../kit/Status.tsx'
import type { StatusKind } from '../../kit/StatusGlyph.tsx'
import { Table } from '../../kit/Table.tsx'
import type { Column, Sorting } from '../../kit/table-types.ts'
import { word } from './words.ts'

interface Specimen {
  readonly id: string
  readonly name: string
  readonly tag: string
  readonly health: StatusKind
  readonly stack: readonly string[]
  readonly days: readonly number[]
  readonly risk: number | null
}

const first: readonly Specimen[] = [
  specimen('Stempel', 'saas', { health: 'failing', stack: ['Ruby', 'Rails', 'Sidekiq'], risk: 72 }),
  specimen('Fernweh', 'saas', { health: 'risk', stack: ['Svelte', 'Go', 'Postgres'], risk: 48 }),
  specimen('Parcelo', 'api', { health: 'asks', stack: ['Rust', 'Axum', 'Redis'], risk: 22 }),
  specimen('Ledgerline', 'client', { health: 'running', stack: ['TypeScript', 'Next.js', 'Postgres', 'Redis', 'Vite'], risk: 31 }),
  specimen('Mirrorball', 'api', { health: 'unknown', stack: ['Go', 'libvips'], risk: null }),
  specimen('Halyard', 'oss', { health: 'healthy', stack: ['TypeScript', 'React', 'Vite'], risk: 18 }),
]

export function TableCard() {
  const [many, setMany] = useState(false)
  const [sorting, setSorting] = useState<Sorting>({ by: 'risk', descending: true })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(['Parcelo']))
  const rows = many
    ? Array.from({ length: 500 }, (_, index) => ({ ...(first[index % first.length] as Specimen), id: `row ${index}` }))
    : first
  return (
    <section className="grid min-w-0 gap-2">
      <div className="flex items-center gap-2">
        <h2 className="font-title tracking-tight">{word('table')}</h2>
        <span className="text-ink-3">{word('table.rows', { count: rows.length })}</span>
        <Button size="small" className="ml-auto" onClick={() => setMany(!many)}>
          {word(many ? 'table.less' : 'table.more')}
        </Button>
      </div>
      <Table
        label={word('table.label')}
        rows={sorted(rows, sorting)}
        columns={columns}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowHeight={40}
        sorting={sorting}
        onSort={setSorting}
        chosen={chosen}
        onChosen={setChosen}
        menu={() => [
          { label: word('run'), icon: Play, shortcut: 'R' },
          { label: word('table.pin'), icon: Pin },
          'line',
          { label: word('menu.delete'), icon: Trash2, danger: true },
        ]}
        phoneRow={(row) => <PhoneRow row={row} />}
      />
    </section>
  )
}

const columns: readonly Column<Specimen>[] = [
  { id: 'name', head: word('project'), width: 'minmax(180px, 1.2fr)', sort: 'name', cell: (row) => <Name row={row} /> },
  { id: 'health', head: word('table.health'), width: '112px', cell: (row) => <Status kind={row.health} /> },
  { id: 'stack', head: word('table.stack'), width: 'minmax(0, 1.4fr)', hideBelow: 'wide', cell: (row) => <Badges names={row.stack} /> },
  { id: 'activity', head: word('table.activity'), width: '150px', hideBelow: 'side', cell: (row) => <ActivityBars days={row.days} /> },
  { id: 'risk', head: word('table.risk'), width: '120px', align: 'end', sort: 'risk', cell: (row) => <RiskBar risk={row.risk} /> },
]

function Name({ row }: { row: Specimen }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Monogram id={row.name} name={row.name} />
      <span className="truncate font-strong">{row.name}</span>
      <span className="text-small text-ink-3">{row.tag}</span>
    </span>
  )
}

function PhoneRow({ row }: { row: Specimen }) {
  return (
    <span className="flex min-w-0 flex-1 items-start gap-3">
      <Monogram id={row.name} name={row.name} size={28} />
      <span className="grid min-w-0 flex-1 grid-cols-1">
        <span className="flex min-w-0 gap-2.5">
          <span className="truncate font-strong">{row.name}</span>
          <Status kind={row.health} />
        </span>
        <span className="truncate text-small text-ink-3">{row.stack.join(', ')}</span>
      </span>
    </span>
  )
}

function sorted(rows: readonly Specimen[], { by, descending }: Sorting): readonly Specimen[] {
  const direction = descending ? -1 : 1
  return rows.toSorted((a, b) => direction * (by === 'name' ? a.name.localeCompare(b.name) : (a.risk ?? -1) - (b.risk ?? -1)))
}

function specimen(name: string, tag: string, rest: Pick<Specimen, 'health' | 'stack' | 'risk'>): Specimen {
  const days = Array.from({ length: 30 }, (_, day) => Math.max(0, Math.round(6 * Math.sin(day * name.length) + (day % 5) - 1)))
  return { id: name, name, tag, days, ...rest }
}
