import type { ProjectRow } from './client.ts'
import { word } from './words.ts'

const mostPorts = 2

/** How many processes, and the first ports they listen on; all of them on hover. */
export function RunningCell({ running }: { running: ProjectRow['running'] }) {
  if (!running) return <span className="text-ink-3">{word('not_looked')}</span>
  if (running.processes === 0 && running.ports.length === 0) return <span className="text-ink-3">{word('nothing_running')}</span>
  const ports = running.ports.map((port) => `:${port}`)
  const more = ports.length - mostPorts
  return (
    <span className="flex min-w-0 items-baseline gap-2" title={ports.join(' ')}>
      <span className="text-ink-2 tabular-nums">{running.processes}</span>
      <span className="truncate font-mono text-small">{ports.slice(0, mostPorts).join(' ')}</span>
      {more > 0 ? <span className="shrink-0 text-micro text-ink-3">+{more}</span> : null}
    </span>
  )
}
