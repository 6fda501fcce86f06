import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatBytes } from '#ui/format/bytes.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { TextLink } from '#ui/kit/Link.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { ProjectRef } from '#ui/slots.ts'
import { projects, type ProcessRow } from './client.ts'
import { word } from './words.ts'

/** Ports of one process that stand in its row; all of them on hover. */
const mostPorts = 2

/** What runs of this project right now, and why it is known to belong here. */
export function ProcessesCard({ project, most }: { project: ProjectRef; most?: number }) {
  const found = useOperation(projects, 'processes', { project: project.id })
  const [ending, setEnding] = useState<ProcessRow | null>(null)
  const end = useMutationOf(projects, 'endProcess', { confirmed: true, done: () => setEnding(null) })
  const all = [...(found.data?.items ?? [])].sort(byWeight)
  const rows = all.slice(0, most)
  return (
    <Card
      title={word('processes')}
      count={all.length}
      aside={rows.length < all.length ? <TextLink href={`/projects/${project.slug}/processes`}>{word('processes.all')}</TextLink> : null}
      body="rows"
    >
      <Table
        label={word('processes')}
        inCard
        rows={rows}
        columns={columns}
        rowKey={({ pid }) => String(pid)}
        rowName={({ name }) => name}
        menu={(row) => [{ label: word('process.end'), danger: true, onSelect: () => setEnding(row) }]}
        loading={found.isPending}
        phoneRow={(row) => <PhoneProcess row={row} />}
        empty={<EmptyState title={word('processes.none')}>{word('processes.none_body')}</EmptyState>}
      />
      <ConfirmDialog
        open={ending !== null}
        onClose={() => setEnding(null)}
        title={word('process.end_title', { name: ending?.name ?? '' })}
        action={word('process.end')}
        busy={end.isPending && word('stopping')}
        onConfirm={() => ending?.startedAt && end.mutate({ project: project.id, pid: ending.pid, startedAt: ending.startedAt })}
      >
        {word('process.end_body', { pid: ending?.pid ?? '' })}
      </ConfirmDialog>
    </Card>
  )
}

/** What listens comes first, then what works hardest. */
function byWeight(a: ProcessRow, b: ProcessRow): number {
  return b.ports.length - a.ports.length || (b.cpu ?? 0) - (a.cpu ?? 0) || (b.memory ?? 0) - (a.memory ?? 0)
}

const columns: readonly Column<ProcessRow>[] = [
  {
    id: 'name',
    head: word('processes'),
    width: 'minmax(140px, 2fr)',
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <StatusGlyph kind="healthy" />
        <span className="truncate font-mono text-small" title={row.commandLine}>
          {row.commandLine}
        </span>
      </span>
    ),
  },
  { id: 'pid', head: 'pid', width: '64px', cell: (row) => <span className="font-mono text-small text-ink-3">{row.pid}</span> },
  { id: 'ports', head: word('process.ports'), width: '132px', cell: (row) => <Ports row={row} /> },
  {
    id: 'cpu',
    head: word('process.cpu'),
    width: '64px',
    align: 'end',
    cell: (row) => (row.cpu === null ? '–' : `${row.cpu.toFixed(1)} %`),
  },
  { id: 'memory', head: word('process.memory'), width: '84px', align: 'end', cell: (row) => formatBytes(row.memory) },
  {
    id: 'why',
    head: word('process.why'),
    width: 'minmax(90px, 1fr)',
    hideBelow: 'side',
    cell: (row) => (
      <span className="truncate text-small text-ink-3" title={row.evidence}>
        {row.evidence}
      </span>
    ),
  },
]

function PhoneProcess({ row }: { row: ProcessRow }) {
  return (
    <span className="flex w-full min-w-0 items-center gap-3 px-3.5">
      <span className="grid min-w-0 grow">
        <span className="truncate font-mono text-small">{row.commandLine}</span>
        <span className="truncate text-small text-ink-3">
          {row.pid} · {formatBytes(row.memory)} · <RelativeTime at={row.startedAt} />
        </span>
      </span>
      {row.ports.length > 0 ? (
        <span className="max-w-1/2 shrink-0">
          <Badge mono>{portsOf(row).join(' ')}</Badge>
        </span>
      ) : null}
    </span>
  )
}

function Ports({ row }: { row: ProcessRow }) {
  const ports = portsOf(row)
  const more = ports.length - mostPorts
  return (
    <span className="flex min-w-0 items-baseline gap-1.5" title={ports.join(' ')}>
      <span className="truncate font-mono text-small">{ports.slice(0, mostPorts).join(' ')}</span>
      {more > 0 ? <span className="shrink-0 text-micro text-ink-3">+{more}</span> : null}
    </span>
  )
}

function portsOf(row: ProcessRow): string[] {
  return [...new Set(row.ports.map(({ port }) => `:${port}`))]
}
