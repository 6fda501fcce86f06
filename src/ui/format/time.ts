import { formatShortDuration } from './duration.ts'
import { thin } from './number.ts'
import { onRegion, regionNow } from './region.ts'

export type Moment = string | number | Date

const day = 86_400_000
const clocks = new Map<string, Intl.DateTimeFormat>()
onRegion(() => clocks.clear())

/** `38 s`, `44 min`, `6 d`, and from a week on the date: `12 Nov`, `12 Nov 2025`. Future moments read `in 18 min`. */
export function formatAge(moment: Moment, now: number): string {
  const age = now - timeOf(moment)
  if (Math.abs(age) >= 7 * day) return formatDate(moment, now)
  const span = formatShortDuration(Math.abs(age))
  return age < -999 ? `in${thin}${span}` : span
}

/** As a phrase: `just now`, `38 s ago`, `in 18 min`, `on 12 Nov`. */
export function formatSince(moment: Moment, now: number): string {
  const age = now - timeOf(moment)
  if (age >= 7 * day || age <= -7 * day) return `on ${formatDate(moment, now)}`
  if (Math.abs(age) < 1000) return 'just now'
  return age < 0 ? formatAge(moment, now) : `${formatAge(moment, now)} ago`
}

/** `12 Nov`, with the year when it is another one. */
export function formatDate(moment: Moment, now: number): string {
  const sameYear = yearOf(timeOf(moment)) === yearOf(now)
  return shortMonth(clock(sameYear ? 'd MMM' : 'd MMM y').format(timeOf(moment)))
}

/** `10:42`. */
export function formatClock(moment: Moment): string {
  return clock('HH:mm').format(timeOf(moment))
}

/** `10:42:04`, and for logs `10:42:04.902`. */
export function formatSeconds(moment: Moment, milliseconds = false): string {
  return clock(milliseconds ? 'HH:mm:ss.SSS' : 'HH:mm:ss').format(timeOf(moment))
}

/** `Tue 24 Nov`. */
export function formatDay(moment: Moment): string {
  return shortMonth(clock('EEE d MMM').format(timeOf(moment)).replace(',', ''))
}

/** `Tue 24 Nov 2026, 10:42:04`: what a hover over a relative time says. */
export function formatExact(moment: Moment): string {
  return `${formatDay(moment)} ${yearOf(timeOf(moment))}, ${formatSeconds(moment)}`
}

/** Milliseconds until the words of `formatAge` change, so that a ticking page works no more than it must. */
export function nextTick(moment: Moment, now: number): number {
  const age = Math.abs(now - timeOf(moment))
  if (age < 60_000) return 1000
  return age < 3_600_000 ? 60_000 - (age % 60_000) : 3_600_000 - (age % 3_600_000)
}

export function timeOf(moment: Moment): number {
  return moment instanceof Date ? moment.getTime() : typeof moment === 'number' ? moment : Date.parse(moment)
}

function yearOf(moment: number): string {
  return clock('y').format(moment)
}

/** British English alone gives one month four letters. */
function shortMonth(text: string): string {
  return text.replace('Sept', 'Sep')
}

const forms: Record<string, Intl.DateTimeFormatOptions> = {
  y: { year: 'numeric' },
  'd MMM': { day: 'numeric', month: 'short' },
  'd MMM y': { day: 'numeric', month: 'short', year: 'numeric' },
  'HH:mm': { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  'HH:mm:ss': { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  'HH:mm:ss.SSS': { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' },
  'EEE d MMM': { weekday: 'short', day: 'numeric', month: 'short' },
}

function clock(form: string): Intl.DateTimeFormat {
  const { locale, timeZone } = regionNow()
  const known = clocks.get(form) ?? new Intl.DateTimeFormat(locale ?? 'en-GB', { ...forms[form], timeZone: timeZone ?? undefined })
  clocks.set(form, known)
  return known
}
