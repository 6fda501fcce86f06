import { Radio } from 'lucide-react'
import { usePanels } from '../app/systems.ts'
import { formatClock } from '../format/time.ts'
import { Button } from '../kit/Button.tsx'
import { Link } from '../kit/Link.tsx'
import { StatusGlyph } from '../kit/StatusGlyph.tsx'
import { LiveTopics, useLiveState } from '../live/use-live.ts'
import { runTopics, useOpenRuns } from '../runs/use-runs.ts'
import type { HorizonCounts } from '../slots.ts'
import { chooseTimeRange, useTimeRange } from './time-range.ts'
import { word } from './words.ts'

/** The right end of the horizon: what runs, what is broken, and whether the page is live. */
export function HorizonStatus() {
  const panels = usePanels('horizon.counts')
  return (
    <div className="flex shrink-0 items-center gap-4 border-l border-line px-4 text-small whitespace-nowrap text-ink-2">
      <ChosenRange />
      <LiveTopics value={runTopics}>
        <RunCount />
      </LiveTopics>
      {panels.map((panel) => (
        <LiveTopics key={panel.id} value={panel.live ?? []}>
          <PanelCounts panel={panel} />
        </LiveTopics>
      ))}
      <LiveLight />
    </div>
  )
}

function RunCount() {
  const { length: count } = useOpenRuns()
  return count > 0 ? <Counted kind="running" label={word('horizon.running', { count })} href="/runs" /> : null
}

function PanelCounts({ panel }: { panel: HorizonCounts }) {
  return panel.useCounts().map((count) => <Counted key={count.label} {...count} />)
}

function Counted({ kind, label, href }: { kind: Parameters<typeof StatusGlyph>[0]['kind']; label: string; href: string }) {
  return (
    <Link href={href} className="inline-flex items-center gap-1.5 rounded-mark hover:text-ink">
      <StatusGlyph kind={kind} />
      {label}
    </Link>
  )
}

function ChosenRange() {
  const range = useTimeRange()
  if (!range) return null
  return (
    <Button size="small" variant="quiet" onClick={() => chooseTimeRange(null)} aria-label={word('horizon.clear')}>
      {word('horizon.range', { from: formatClock(range.from), to: formatClock(range.to) })}
    </Button>
  )
}

function LiveLight() {
  const state = useLiveState()
  const live = state === 'live'
  const text = live ? word('horizon.live') : word(state === 'reconnecting' ? 'horizon.reconnecting' : 'horizon.connecting')
  return (
    <span role="status" className="inline-flex items-center gap-1.5 text-ink-3">
      {live ? <Radio size={13} aria-hidden /> : <StatusGlyph kind={state === 'reconnecting' ? 'unknown' : 'running'} />}
      {text}
    </span>
  )
}
