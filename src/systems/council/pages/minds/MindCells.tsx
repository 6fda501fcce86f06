import { Badge } from '#ui/kit/Badge.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { Switch } from '#ui/kit/Switch.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { Mind } from '../client.ts'
import { word } from './words.ts'

/** `toggle` is null for who may not change minds. */
export function columns(toggle: ((mind: Mind, enabled: boolean) => void) | null): readonly Column<Mind>[] {
  return [
    {
      id: 'name',
      head: word('head.mind'),
      width: 'minmax(150px, 0.8fr)',
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className={row.enabled ? 'truncate font-strong' : 'truncate text-ink-3'}>{row.name}</span>
          {row.builtIn ? null : <Badge>{word('own')}</Badge>}
          {row.pauseSuggested ? <Badge tone="warn">{word('pause')}</Badge> : null}
          {row.warnings.length > 0 ? <Badge tone="warn">{word('warned')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'duty',
      head: word('head.duty'),
      width: 'minmax(200px, 2fr)',
      hideBelow: 'wide',
      cell: (row) => (
        <span className="grid min-w-0">
          <span className="truncate text-ink-2">{row.duty}</span>
          <span className="truncate text-small text-ink-3">{row.artefact}</span>
        </span>
      ),
    },
    {
      id: 'model',
      head: word('head.model'),
      width: 'minmax(140px, 1fr)',
      cell: (row) => <span className="truncate font-mono text-small text-ink-2">{row.speaksWith ?? word('no_model')}</span>,
    },
    {
      id: 'weight',
      head: word('head.weight'),
      width: '116px',
      align: 'end',
      hideBelow: 'side',
      cell: (row) => <span className="tabular-nums">{row.learnedWeight === null ? '' : row.learnedWeight.toFixed(3)}</span>,
    },
    {
      id: 'enabled',
      head: word('head.enabled'),
      width: '72px',
      cell: (row) =>
        toggle ? (
          <span className="relative z-1 flex items-center">
            <Switch label={word('switch', { name: row.name })} checked={row.enabled} onChecked={(enabled) => toggle(row, enabled)} />
          </span>
        ) : (
          <StatusGlyph kind={row.enabled ? 'healthy' : 'paused'} label={word('switch', { name: row.name })} />
        ),
    },
  ]
}

export function PhoneMind({ row }: { row: Mind }) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3">
      <StatusGlyph kind={row.enabled ? 'healthy' : 'paused'} />
      <span className="grid min-w-0 flex-1 grid-cols-1">
        <span className="truncate">{row.name}</span>
        <span className="truncate font-mono text-micro text-ink-3">{row.speaksWith ?? word('no_model')}</span>
      </span>
    </span>
  )
}
