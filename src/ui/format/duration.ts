import { thin } from './number.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** How long something took or lasts: `3 ms`, `6.2 s`, `1 m 44 s`, `3 h 12 m`, `6 d 4 h`. Takes milliseconds. */
export function formatDuration(milliseconds: number | null | undefined): string {
  if (milliseconds == null || !Number.isFinite(milliseconds)) return 'unknown'
  const span = Math.max(0, milliseconds)
  if (span < second) return `${Math.round(span)}${thin}ms`
  if (span < 10 * second) return `${Math.floor(span / 100) / 10}${thin}s`
  if (span < minute) return `${Math.floor(span / second)}${thin}s`
  if (span < hour) return pair(span, { size: minute, unit: 'm' }, { size: second, unit: 's' })
  if (span < day) return pair(span, { size: hour, unit: 'h' }, { size: minute, unit: 'm' })
  return pair(span, { size: day, unit: 'd' }, { size: hour, unit: 'h' })
}

/** The same in one word, for time left and narrow columns: `44 min`, `3 h`, `6 d`. */
export function formatShortDuration(milliseconds: number): string {
  const span = Math.max(0, milliseconds)
  if (span < minute) return `${Math.floor(span / second)}${thin}s`
  if (span < hour) return `${Math.floor(span / minute)}${thin}min`
  if (span < day) return `${Math.floor(span / hour)}${thin}h`
  return `${Math.floor(span / day)}${thin}d`
}

interface Part {
  readonly size: number
  readonly unit: string
}

function pair(span: number, big: Part, small: Part): string {
  const whole = Math.floor(span / big.size)
  const rest = Math.floor((span - whole * big.size) / small.size)
  const head = `${whole}${thin}${big.unit}`
  return rest === 0 ? head : `${head}${thin}${rest}${thin}${small.unit}`
}
