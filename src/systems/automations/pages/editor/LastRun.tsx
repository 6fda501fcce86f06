import { ChevronDown, ChevronUp, CircleHelp } from 'lucide-react'
import { useState } from 'react'
import { useGo } from '#ui/app/navigation.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { IconButton } from '#ui/kit/IconButton.tsx'
import { ButtonLink, Link } from '#ui/kit/Link.tsx'
import { runKind } from '../automation-state.ts'
import type { Run, RunRow } from '../client.ts'
import { RunStrip } from '../RunStrip.tsx'
import { isOver, runHref } from '../runs/run-state.ts'
import { triggerOf } from '../runs/RunTable.tsx'
import { Timeline } from '../runs/Timeline.tsx'
import { word } from '../words.ts'

/** The newest run below canvas and text: how it stands, its timeline, and how the runs before it ended. */
export function LastRun({ run, runs }: { run: Run; runs: readonly RunRow[] }) {
  const [open, setOpen] = useState(true)
  const go = useGo()
  const sentence = run.why[0]?.sentence ?? triggerOf(run)
  return (
    <section aria-label={word('editor.last_run', { number: run.number })} className="shrink-0 border-t border-line bg-surface">
      <div className="flex h-11 items-center gap-3 px-4">
        <Link href={runHref(run)} className="shrink-0 rounded-mark text-lead font-title tracking-tight">
          {word('editor.last_run', { number: run.number })}
        </Link>
        <Badge tone={run.state === 'failed' ? 'bad' : isOver(run) ? 'outline' : 'accent'} glyph={runKind(run.state)}>
          {word(`state.${run.state}`)}
        </Badge>
        <span className="min-w-0 flex-1 truncate text-ink-3">{sentence}</span>
        <RunStrip runs={runs} />
        {isOver(run) ? null : (
          <ButtonLink size="small" icon={CircleHelp} href={runHref(run)}>
            {word('editor.why')}
          </ButtonLink>
        )}
        <IconButton
          icon={open ? ChevronDown : ChevronUp}
          label={word(open ? 'editor.fold' : 'editor.unfold')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open ? (
        <div className="max-h-56 overflow-y-auto border-t border-line-faint">
          <Timeline run={run} chosen={null} onChoose={(key) => go(`${runHref(run)}?task=${encodeURIComponent(key)}`)} />
        </div>
      ) : null}
    </section>
  )
}
