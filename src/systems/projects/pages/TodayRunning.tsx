import { useOperation } from '#ui/client/use-operation.ts'
import { formatBytes } from '#ui/format/bytes.ts'
import { Card } from '#ui/kit/Card.tsx'
import { FailedCard } from '#ui/kit/FailedCard.tsx'
import { TextLink } from '#ui/kit/Link.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { Monogram } from '#ui/kit/Monogram.tsx'
import { projects, type ProcessRow, type ProjectRow } from './client.ts'
import { word } from './words.ts'

const most = 6

/** Projects that run this second, the ports they answer on, and what they take of the machine. */
export function TodayRunning() {
  const list = useOperation(projects, 'list', { limit: 50, sort: '-activity', text: 'is:running' })
  const processes = useOperation(projects, 'processes', {})
  const rows = list.data?.items ?? []
  if (list.error && !list.data) return <FailedCard title={word('today.running')} answer={list} />
  if (rows.length === 0) return null
  const byProject = Map.groupBy(processes.data?.items ?? [], (process) => process.project)
  const all = rows.reduce((sum, row) => sum + (row.running?.processes ?? 0), 0)
  return (
    <Card
      title={word('today.running')}
      count={word('today.running_count', { count: all, projects: word('today.projects_count', { count: rows.length }) })}
      aside={<TextLink href="/projects?text=is:running">{word('today.all')}</TextLink>}
      body="rows"
    >
      <ListRows>
        {rows.slice(0, most).map((row) => (
          <ListRow
            key={row.id}
            picture={<Monogram id={row.id} name={row.name} />}
            title={row.name}
            detail={<span className="font-mono">{commandOf(row, byProject.get(row.id) ?? [])}</span>}
            aside={<Load processes={byProject.get(row.id) ?? []} row={row} />}
            href={`/projects/${row.slug}/processes`}
          />
        ))}
      </ListRows>
    </Card>
  )
}

function Load({ row, processes }: { row: ProjectRow; processes: readonly ProcessRow[] }) {
  const cpu = processes.reduce((sum, process) => sum + (process.cpu ?? 0), 0)
  const memory = processes.reduce((sum, process) => sum + (process.memory ?? 0), 0)
  return (
    <span className="flex items-baseline gap-4">
      <span className="font-mono text-small text-ink">{(row.running?.ports ?? []).map((port) => `:${port}`).join(' ')}</span>
      <span className="w-14 text-right max-desk:hidden">{processes.length > 0 ? `${cpu.toFixed(1)} %` : ''}</span>
      <span className="w-16 text-right">{processes.length > 0 ? formatBytes(memory) : ''}</span>
    </span>
  )
}

/** Of several processes the one that listens says most about what runs. */
function commandOf(row: ProjectRow, processes: readonly ProcessRow[]): string {
  const told = processes.find((process) => process.ports.length > 0) ?? processes[0]
  return told?.commandLine ?? word('today.processes', { count: row.running?.processes ?? 0 })
}
