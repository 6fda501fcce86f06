import { formatClock, formatDay } from '../format/time.ts'
import { useNow } from '../kit/use-now.ts'
import { HorizonStatus } from './HorizonStatus.tsx'
import { HorizonStrip } from './HorizonStrip.tsx'
import { horizonHours } from './horizon-scale.ts'

/** The bottom bar: now, 16 hours back, 8 hours ahead, and what is going on. */
export function Horizon() {
  const now = useNow(null)
  return (
    <footer className="col-span-full grid grid-cols-subgrid border-t border-line bg-canvas">
      <p className="flex items-center gap-2.5 pl-4 whitespace-nowrap max-wide:justify-center max-wide:pl-0">
        <time className="font-mono text-body font-strong tabular-nums max-wide:text-micro">{formatClock(now)}</time>
        <span className="text-small text-ink-3 max-wide:hidden">{formatDay(now)}</span>
      </p>
      <div className="flex min-w-0 border-l border-line">
        <HorizonStrip now={now} hours={horizonHours} every={2} />
        <HorizonStatus />
      </div>
    </footer>
  )
}
