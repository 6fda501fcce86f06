import { isObject, type Json } from '../expressions/json.ts'
import type { DurationParts } from './model/duration.ts'

const UNITS = [
  { letter: 'd', key: 'days', milliseconds: 86_400_000 },
  { letter: 'h', key: 'hours', milliseconds: 3_600_000 },
  { letter: 'm', key: 'minutes', milliseconds: 60_000 },
  { letter: 's', key: 'seconds', milliseconds: 1_000 },
  { letter: 'ms', key: 'milliseconds', milliseconds: 1 },
] as const

const SHORT = /^(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m)? ?(?:(\d+)s)? ?(?:(\d+)ms)?$/
const ISO =
  /^P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** Reads `90s`, `1h30m`, `2d`, `0s`. Null for anything else. */
export function readShortDuration(text: string): DurationParts | null {
  const found = SHORT.exec(text.trim())
  if (found === null || text.trim() === '') return null
  const written = UNITS.flatMap(({ key }, index) => (found[index + 1] === undefined ? [] : [[key, Number(found[index + 1])] as const]))
  const counting = written.filter(([, amount]) => amount > 0)
  return Object.fromEntries(counting.length > 0 ? counting : written.slice(-1))
}

/** Writes parts as `1h30m`; null when a part is no positive whole number, because the short form cannot say that. */
export function writeShortDuration(parts: DurationParts): string | null {
  const written = UNITS.map(({ key, letter }) => (parts[key] === undefined ? '' : `${parts[key]}${letter}`)).join('')
  const back = readShortDuration(written)
  const same = back !== null && UNITS.every(({ key }) => back[key] === parts[key])
  return same ? written : null
}

/** The milliseconds of a duration in any form but an expression. Null for what has no fixed length: years, months. */
export function durationMilliseconds(value: Json | DurationParts): number | null {
  if (isObject(value)) return UNITS.reduce((sum, { key, milliseconds }) => sum + Number(value[key] ?? 0) * milliseconds, 0)
  if (typeof value !== 'string') return null
  const short = readShortDuration(value)
  if (short !== null) return durationMilliseconds(short)
  const iso = ISO.exec(value)
  if (iso === null || value === 'P' || value.endsWith('T')) return null
  const [years, months, weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (years > 0 || months > 0) return null
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000
}
