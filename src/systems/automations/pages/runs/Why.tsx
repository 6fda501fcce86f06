import { Button } from '#ui/kit/Button.tsx'
import { Link } from '#ui/kit/Link.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { runKind } from '../automation-state.ts'
import type { Run } from '../client.ts'
import { word } from '../words.ts'
import { runHref } from './run-state.ts'

/** The answer to "why is this not running?", with who has the places it waits for. */
export function Why({ run, onTask }: { run: Run; onTask: (key: string) => void }) {
  if (run.why.length === 0) return null
  return (
    <section aria-label={word('why.title')} className="hairlines rounded-card border border-line bg-raised">
      {run.why.map((reason, index) => (
        <div key={`${reason.code} ${reason.task ?? ''} ${index}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2">
          <StatusGlyph kind={runKind(run.state)} />
          <span className="min-w-0 flex-[1_1_240px] text-pretty">{reason.sentence}</span>
          {reason.until ? (
            <span className="text-small text-ink-3">
              {word('why.until')} <RelativeTime at={reason.until} phrase />
            </span>
          ) : null}
          {reason.holders.slice(0, 3).map((holder) => (
            <Link key={holder.run} href={runHref({ id: holder.run })} className="evidence rounded-mark font-mono text-small text-ink-2">
              {holder.name} #{holder.number}
            </Link>
          ))}
          {reason.task ? (
            <Button size="small" variant="quiet" onClick={() => onTask(reason.task!)}>
              {word('why.task')}
            </Button>
          ) : null}
        </div>
      ))}
    </section>
  )
}
