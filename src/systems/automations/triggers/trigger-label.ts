import { durationMilliseconds, writeShortDuration } from '../language/durations.ts'
import type { Start } from '../language/starts.ts'
import { filtersOf } from './event-filter.ts'

/** What starts an automation, in words that people wrote themselves. */
export function labelOf(start: Start): string {
  switch (start.kind) {
    case 'schedule':
      if (start.cron !== undefined) return `${start.cron} ${start.timezone ?? 'UTC'}`
      return start.every === undefined ? `${shortly(start.after)} after the end` : `every ${shortly(start.every)}`
    case 'event':
      return start.type
    case 'events':
      return filtersOf(start)
        .map((filter) => String(filter.with.type ?? 'any event'))
        .join(', ')
    case 'webhook':
      return start.name ?? start.path ?? 'webhook'
    case 'file':
      return start.path
    case 'manual':
      return 'by hand'
  }
}

function shortly(duration: unknown): string {
  const milliseconds = durationMilliseconds(duration as never) ?? 0
  const units = [
    ['days', 86_400_000],
    ['hours', 3_600_000],
    ['minutes', 60_000],
    ['seconds', 1000],
    ['milliseconds', 1],
  ] as const
  let rest = milliseconds
  const parts: Record<string, number> = {}
  for (const [name, size] of units) {
    const amount = Math.floor(rest / size)
    rest -= amount * size
    if (amount > 0) parts[name] = amount
  }
  return writeShortDuration(parts) ?? `${milliseconds}ms`
}
