import { useState } from 'react'
import { classes } from '#ui/format/classes.ts'
import { formatDuration } from '#ui/format/duration.ts'
import { formatSeconds } from '#ui/format/time.ts'
import { Segmented } from '#ui/kit/Segmented.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { useMedia } from '#ui/kit/use-media.ts'
import type { Run } from '../client.ts'
import { word } from '../words.ts'
import { costText } from './cost-text.ts'
import { taskKind } from './run-state.ts'
import { shareOf, timelineRows, timelineScale, timelineTicks, type Bar, type Scale, type TimelineRow } from './timeline.ts'
import { useTick } from './use-tick.ts'

interface TimelineProps {
  readonly run: Run
  readonly chosen: string | null
  readonly onChoose: (key: string) => void
}

/** What the run did and when: solid worked, hatched waited, the accent line is now. */
export function Timeline({ run, chosen, onChoose }: TimelineProps) {
  const [view, setView] = useState<'steps' | 'tasks'>('steps')
  const open = run.endedAt === null
  const now = useTick(open)
  const start = Date.parse(run.startedAt ?? run.createdAt)
  const rows = timelineRows(run.items, open ? now : start, view === 'steps')
  const scale = timelineScale(rows, start, open ? now : null)
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-2 px-3.5 pt-2">
        <Segmented
          label={word('timeline.show')}
          segments={[
            { value: 'steps', label: word('timeline.steps') },
            { value: 'tasks', label: word('timeline.tasks') },
          ]}
          value={view}
          onValue={setView}
        />
        {run.more ? <span className="text-small text-ink-3">{word('timeline.first', { count: run.items.length })}</span> : null}
      </div>
      {rows.length === 0 ? <p className="px-3.5 pb-3 text-ink-3">{word('timeline.none')}</p> : null}
      {rows.length > 0 ? (
        <div className="relative pb-2">
          <Axis scale={scale} now={open ? now : null} />
          <ul aria-label={word('timeline.label')}>
            {rows.map((row) => (
              <Row key={row.id} row={row} scale={scale} chosen={row.key === chosen} onChoose={() => onChoose(row.key)} />
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

/** The bars stand right of the names: both share these columns. */
const columns = 'grid grid-cols-[minmax(96px,200px)_minmax(0,1fr)] max-desk:grid-cols-[112px_minmax(0,1fr)]'

function Axis({ scale, now }: { scale: Scale; now: number | null }) {
  const narrow = useMedia('(max-width: 760px)')
  const ticks = timelineTicks(scale, narrow ? 2 : 5)
  // Ticks within one second need more than the second to tell them apart.
  const isFine = (ticks[1] ?? Infinity) - (ticks[0] ?? 0) < 1000
  return (
    <div aria-hidden className={classes(columns, 'pointer-events-none absolute inset-0 px-3.5')}>
      <span />
      <span className="relative">
        {ticks.map((tick) => (
          <span key={tick} className="absolute inset-y-0 border-l border-line-faint" style={{ left: `${shareOf(tick, scale) * 100}%` }}>
            <span className="absolute top-0 left-1 font-mono text-micro text-ink-3">{formatSeconds(tick, isFine)}</span>
          </span>
        ))}
        {now === null ? null : (
          <span className="absolute top-4 bottom-0 w-0.5 bg-accent" style={{ left: `${shareOf(now, scale) * 100}%` }} />
        )}
      </span>
    </div>
  )
}

function Row({ row, scale, chosen, onChoose }: { row: TimelineRow; scale: Scale; chosen: boolean; onChoose: () => void }) {
  const end = Math.max(...row.bars.map(({ to }) => to))
  return (
    <li className="first:mt-5">
      <button
        type="button"
        aria-pressed={chosen}
        onClick={onChoose}
        className={classes(
          columns,
          'focus-inset relative min-h-6 w-full items-center px-3.5 text-left hover:bg-hover pointer-coarse:min-h-(--touch)',
          chosen && 'bg-selected',
        )}
      >
        <span className="flex min-w-0 items-center gap-2 pr-2">
          <StatusGlyph kind={taskKind(row.state)} label={word(`task.${row.state}`)} />
          <span className="truncate font-mono text-small" title={row.label}>
            {row.label}
          </span>
        </span>
        <span className="relative h-5 min-w-0">
          {row.bars.map((bar, index) => (
            <BarMark key={index} bar={bar} row={row} scale={scale} />
          ))}
          <span
            className="absolute top-0.5 right-0 truncate pl-2 text-small text-ink-3"
            style={{ left: `${shareOf(end, scale) * 100}%` }}
            title={noteOf(row)}
          >
            {noteOf(row)}
          </span>
        </span>
      </button>
    </li>
  )
}

function BarMark({ bar, row, scale }: { bar: Bar; row: TimelineRow; scale: Scale }) {
  const left = shareOf(bar.from, scale) * 100
  const width = shareOf(bar.to, scale) * 100 - left
  return (
    <span
      className={classes('absolute top-1 h-3 min-w-1 rounded-mark', looks(bar, row.state))}
      style={{ left: `${left}%`, width: `${width}%` }}
    />
  )
}

function looks(bar: Bar, state: TimelineRow['state']): string {
  if (bar.waiting) return classes('hatch border', bar.open ? 'border-accent' : 'border-line-strong')
  if (bar.open) return 'bg-accent'
  if (state === 'failed') return 'bg-bad'
  return state === 'cancelled' ? 'border border-line-strong bg-active' : 'bg-ink-3'
}

function noteOf(row: TimelineRow): string {
  const spent = formatDuration(row.bars.reduce((sum, { from, to }) => sum + to - from, 0))
  const tries = row.attempts > 1 ? word('timeline.tries', { count: row.attempts }) : ''
  const time = row.state === 'waiting' ? word('timeline.waits', { time: spent }) : spent
  return [time, row.cost ? costText(row.cost) : '', tries, row.error ?? ''].filter(Boolean).join(', ')
}
