import { formatAge, formatExact, formatSince, timeOf, type Moment } from '../format/time.ts'
import { useNow } from './use-now.ts'
import { word } from './words.ts'

/** `44 min`, or with `phrase` `44 min ago`; keeps itself true, and says the exact moment on hover. */
export function RelativeTime({ at, phrase, className }: { at: Moment | null | undefined; phrase?: boolean; className?: string }) {
  const now = useNow(at ?? null)
  if (at == null) return <span className={className}>{word('time.unknown')}</span>
  return (
    <time dateTime={new Date(timeOf(at)).toISOString()} title={formatExact(at)} className={className}>
      {phrase ? formatSince(at, now) : formatAge(at, now)}
    </time>
  )
}
