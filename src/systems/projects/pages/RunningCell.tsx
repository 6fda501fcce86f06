import type { ProjectRow } from './client.ts'
import { word } from './words.ts'

const mostPorts = 4

/** How many processes, and the ports they listen on. */
export function RunningCell({ running }: { running: ProjectRow['running'] }) {
  if (!running) return <span className="text-ink-3">{word('not_looked')}</span>
  if (running.processes === 0 && running.ports.length === 0) return <span className="text-ink-3">{word('nothing_running')}</span>
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="text-ink-2 tabular-nums">{running.processes}</span>
      <span className="truncate font-mono text-small">
        {running.ports
          .slice(0, mostPorts)
          .map((port) => `:${port}`)
          .join(' ')}
        {running.ports.length > mostPorts ? ` +${running.ports.length - mostPorts}` : ''}
      </span>
    </span>
  )
}
