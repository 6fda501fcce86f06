import { formatClock } from '../format/time.ts'
import { Link } from '../kit/Link.tsx'
import { StatusGlyph } from '../kit/StatusGlyph.tsx'
import { Tooltip } from '../kit/Tooltip.tsx'
import type { HorizonMark, TimeRange } from '../slots.ts'
import { placeOf } from './horizon-scale.ts'
import { word } from './words.ts'

/** One mark on the line; an entry of a list for screen readers, a shape for everyone else. */
export function HorizonMarkView({ mark, range }: { mark: HorizonMark; range: TimeRange }) {
  if ((mark.to ?? mark.from) < range.from || mark.from > range.to) return null
  const left = placeOf(mark.from, range) * 100
  const width = mark.to === undefined ? undefined : Math.max(0.6, placeOf(mark.to, range) * 100 - left)
  const times = mark.to === undefined ? formatClock(mark.from) : `${formatClock(mark.from)} – ${formatClock(mark.to)}`
  const text = `${word(`horizon.mark.${mark.kind}`)}: ${mark.label}, ${times}`
  return (
    <li className="absolute bottom-[14px]" style={{ left: `${left}%`, width: spans(mark.kind) && width ? `${width}%` : undefined }}>
      <Tooltip text={text}>
        <Link href={mark.href} aria-label={text} className="block rounded-mark">
          <Shape mark={mark} />
        </Link>
      </Tooltip>
    </li>
  )
}

function Shape({ mark }: { mark: HorizonMark }) {
  if (mark.kind === 'running') return <span className="absolute inset-x-0 -top-[4px] block h-2 rounded-mark bg-accent" />
  if (mark.kind === 'event')
    return (
      <span className="absolute inset-x-0 -top-2 block h-4 truncate rounded-[4px] bg-[color-mix(in_oklab,var(--canvas),var(--ink)_9%)] px-1.5 text-[11px] leading-4 text-ink-2">
        {mark.label}
      </span>
    )
  return <span className="absolute -top-[5px] -left-1.5 block">{points[mark.kind]}</span>
}

const points = {
  deployment: (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden>
      <path d="M6 .8 9.8 6 6 11.2 2.2 6Z" fill="var(--canvas)" stroke="var(--ink-2)" strokeWidth="1.3" strokeLinejoin="round" />
    </svg>
  ),
  risk: <StatusGlyph kind="risk" />,
  failing: <StatusGlyph kind="failing" />,
  gap: <span className="block size-2.5 rounded-mark border-[1.5px] border-dashed border-warn bg-canvas" />,
}

function spans(kind: HorizonMark['kind']): boolean {
  return kind === 'running' || kind === 'event'
}
