import { zoneOffset } from '../language/time-zone.ts'

/** What a clock in the zone shows: 2027-03-28 03:00 +02:00. */
export function localTime(at: Date, zone: string): string {
  const offset = zoneOffset(zone, at.getTime())
  const wall = new Date(at.getTime() + offset).toISOString()
  return `${wall.slice(0, 10)} ${wall.slice(11, wall.slice(17, 19) === '00' ? 16 : 19)} ${offsetText(offset)}`
}

/** A sentence when clocks changed between two moments. */
export function offsetNote(before: Date, at: Date, zone: string): string | null {
  const change = zoneOffset(zone, at.getTime()) - zoneOffset(zone, before.getTime())
  if (change === 0) return null
  const minutes = Math.abs(change) / 60_000
  return `Clocks went ${change > 0 ? 'forward' : 'back'} by ${minutes} minutes.`
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60_000
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}
