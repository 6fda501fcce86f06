import { Play, RotateCcw, ScrollText, Square } from 'lucide-react'
import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { IconButton } from '#ui/kit/IconButton.tsx'
import { Log } from '#ui/kit/Log.tsx'
import { logLines } from '#ui/kit/log-lines.ts'
import { StatusGlyph, type StatusKind } from '#ui/kit/StatusGlyph.tsx'
import type { ProjectRef } from '#ui/slots.ts'
import { projects, type CommandRow } from './client.ts'
import { word } from './words.ts'

/** The project's own commands: start, stop, and what they say. */
export function CommandsCard({ project }: { project: ProjectRef }) {
  const found = useOperation(projects, 'commands', { project: project.id })
  const [logged, setLogged] = useState<string | null>(null)
  const items = found.data?.items ?? []
  const open = items.find((one) => one.id === logged)
  return (
    <>
      <Card title={word('commands')} count={items.length} body="rows">
        {items.length === 0 && !found.isPending ? (
          <EmptyState title={word('commands.none')}>{word('commands.none_body')}</EmptyState>
        ) : null}
        <ul className="hairlines">
          {items.slice(0, 20).map((one) => (
            <Command key={one.id} project={project} command={one} onLog={() => setLogged(logged === one.id ? null : one.id)} />
          ))}
        </ul>
      </Card>
      {open?.run ? <CommandLog project={project} command={open} /> : null}
    </>
  )
}

function Command({ project, command, onLog }: { project: ProjectRef; command: CommandRow; onLog: () => void }) {
  const start = useMutationOf(projects, 'startCommand')
  const stop = useMutationOf(projects, 'stopCommand')
  const restart = useMutationOf(projects, 'restartCommand')
  const input = { project: project.id, command: command.id }
  const state = command.run?.state
  const isOpen = state === 'starting' || state === 'running' || state === 'healthy'
  return (
    <li className="flex min-h-(--row) items-center gap-3 px-3.5">
      <StatusGlyph kind={state ? glyphs[state] : 'stopped'} label={state ?? ''} />
      <span className="grid min-w-0 flex-1 py-1">
        <span className="truncate font-strong">{command.name}</span>
        <span className="truncate font-mono text-small text-ink-3" title={`${command.evidence.file}:${command.evidence.line ?? ''}`}>
          {command.line}
        </span>
      </span>
      <span className="font-mono text-small">{isOpen ? command.run!.ports.map((port) => `:${port}`).join(' ') : ''}</span>
      {command.run ? <IconButton icon={ScrollText} label={`${word('log')} ${command.name}`} onClick={onLog} /> : null}
      {isOpen ? (
        <>
          <IconButton icon={RotateCcw} label={`${word('restart')} ${command.name}`} onClick={() => restart.mutate(input)} />
          <Button size="small" icon={Square} busy={stop.isPending && word('stopping')} onClick={() => stop.mutate(input)}>
            {word('stop')}
          </Button>
        </>
      ) : (
        <Button size="small" icon={Play} busy={start.isPending && word('starting')} onClick={() => start.mutate(input)}>
          {word('start')}
        </Button>
      )}
    </li>
  )
}

const glyphs: Readonly<Record<NonNullable<CommandRow['run']>['state'], StatusKind>> = {
  starting: 'running',
  running: 'running',
  healthy: 'healthy',
  stopped: 'stopped',
  failed: 'failing',
}

function CommandLog({ project, command }: { project: ProjectRef; command: CommandRow }) {
  const log = useOperation(projects, 'commandLog', { project: project.id, command: command.id, lines: 500 })
  return (
    <Card title={word('log')} count={<span className="font-mono text-small">{command.name}</span>} body="rows">
      {log.data?.text === '' ? (
        <p className="px-3.5 py-3 text-ink-3">{word('log.empty')}</p>
      ) : (
        <Log lines={logLines(log.data?.text ?? '')} live />
      )}
    </Card>
  )
}
