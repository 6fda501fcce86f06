import { Suspense, useMemo, useRef, useState, type PointerEvent } from 'react'
import { usePanels } from '../app/systems.ts'
import { LiveTopics } from '../live/use-live.ts'
import { runTopics, useOpenRuns } from '../runs/use-runs.ts'
import type { HorizonMark, HorizonMarks, TimeRange } from '../slots.ts'
import { HorizonMarkView } from './HorizonMarkView.tsx'
import { horizonRange, hourTicks, momentAt, placeOf, type HorizonHours } from './horizon-scale.ts'
import { chooseTimeRange, useTimeRange } from './time-range.ts'
import { word } from './words.ts'

interface HorizonStripProps {
  readonly now: number
  readonly hours: HorizonHours
  /** A label on every so many hours. */
  readonly every: number
}

/** The ruler with its marks. Past solid, future dotted; dragging chooses the time range of the page. */
export function HorizonStrip({ now, hours, every }: HorizonStripProps) {
  const range = useMemo(() => horizonRange(now, hours), [now, hours])
  const panels = usePanels('horizon.marks')
  const drag = useRangeDrag(range)
  const today = `${placeOf(now, range) * 100}%`
  return (
    <section
      aria-label={word('horizon.label')}
      className="relative min-w-0 flex-1 touch-pan-y overflow-hidden select-none"
      {...drag.handlers}
    >
      <Ruler range={range} every={every} />
      <div aria-hidden className="absolute bottom-[14px] left-0 h-[1.5px] bg-ink-4/60" style={{ width: today }} />
      <div
        aria-hidden
        className="absolute right-0 bottom-[14px] h-[1.5px] bg-[radial-gradient(circle,var(--ink-4)_0.9px,transparent_1px)] bg-size-[6px_1.5px]"
        style={{ left: today }}
      />
      <Chosen range={range} drawn={drag.drawn} />
      <ul>
        <LiveTopics value={runTopics}>
          <RunMarks now={now} range={range} />
        </LiveTopics>
        {panels.map((panel) => (
          <Suspense key={panel.id} fallback={null}>
            <LiveTopics value={panel.live ?? []}>
              <PanelMarks panel={panel} range={range} />
            </LiveTopics>
          </Suspense>
        ))}
      </ul>
      <svg
        aria-hidden
        className="pointer-events-none absolute top-0 h-full w-2.5 -translate-x-1/2 overflow-visible"
        style={{ left: today }}
      >
        <path d="M0 0h10L5 5.5Z" fill="var(--accent)" />
        <rect x="4" y="0" width="2" height="100%" fill="var(--accent)" />
      </svg>
    </section>
  )
}

function Ruler({ range, every }: { range: TimeRange; every: number }) {
  const offset = -new Date(range.to).getTimezoneOffset()
  return hourTicks(range, every, offset).map(({ at, label }) => (
    <div key={at} aria-hidden className="absolute top-0" style={{ left: `${placeOf(at, range) * 100}%` }}>
      <span className={label ? 'block h-1.5 w-px bg-line-strong' : 'block h-1 w-px bg-line'} />
      {label ? <span className="absolute top-[3px] left-1 font-mono text-[10px] leading-3 text-ink-3">{label}</span> : null}
    </div>
  ))
}

function RunMarks({ now, range }: { now: number; range: TimeRange }) {
  const started = useOpenRuns().filter((run) => run.startedAt !== null)
  return started.map((run) => {
    const mark: HorizonMark = {
      id: run.id,
      kind: 'running',
      label: run.title,
      from: Date.parse(run.startedAt ?? ''),
      to: now,
      href: `/runs/${run.id}`,
    }
    return <HorizonMarkView key={run.id} mark={mark} range={range} />
  })
}

function PanelMarks({ panel, range }: { panel: HorizonMarks; range: TimeRange }) {
  return panel.useMarks(range).map((mark) => <HorizonMarkView key={mark.id} mark={mark} range={range} />)
}

function Chosen({ range, drawn }: { range: TimeRange; drawn: TimeRange | null }) {
  const chosen = useTimeRange()
  const shown = drawn ?? chosen
  if (!shown) return null
  const left = placeOf(shown.from, range) * 100
  return (
    <div
      aria-hidden
      className="absolute inset-y-0 border-x border-accent-line bg-selected"
      style={{ left: `${left}%`, width: `${placeOf(shown.to, range) * 100 - left}%` }}
    />
  )
}

const smallestDrag = 4

function useRangeDrag(range: TimeRange) {
  const start = useRef<number | null>(null)
  const [drawn, setDrawn] = useState<TimeRange | null>(null)
  const momentOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    return momentAt(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)), range)
  }
  return {
    drawn,
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button === 0 && !(event.target as Element).closest('a')) start.current = event.clientX
      },
      onPointerMove(event: PointerEvent) {
        if (start.current === null || Math.abs(event.clientX - start.current) < smallestDrag) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const box = event.currentTarget.getBoundingClientRect()
        const from = momentAt((start.current - box.left) / box.width, range)
        const to = momentOf(event)
        setDrawn({ from: Math.min(from, to), to: Math.max(from, to) })
      },
      onPointerUp() {
        if (start.current !== null) chooseTimeRange(drawn)
        start.current = null
        setDrawn(null)
      },
    },
  }
}
