import { Cron } from 'croner'
import { didYouMean } from '../expressions/nearest.ts'
import { isZone, nextTransition, zoneOffset } from './time-zone.ts'

/**
 * Times given by a cron expression on the clock of a zone, or by a fixed interval.
 *
 * Where clocks change: a time that does not exist (clocks go forward) happens once, at the moment of the change.
 * A time that exists twice (clocks go back) happens once, the first time. Expressions whose hour is `*` or a step of it
 * mean "every so often" instead: they skip what does not exist and happen in both passes.
 */
export type Timetable =
  | { readonly kind: 'cron'; readonly expression: string; readonly zone: string; readonly pattern: Cron; readonly hourly: boolean }
  | { readonly kind: 'every'; readonly milliseconds: number; readonly anchor: number }

export class TimetableRefused extends Error {}

const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

/** Reads five fields (minute, hour, day, month, weekday) or a nickname. Throws TimetableRefused with a sentence. */
export function readCron(expression: string, zone = 'UTC'): Timetable {
  const written = expression.trim()
  if (written.startsWith('@') && NICKNAMES[written] === undefined)
    throw new TimetableRefused(`"${written}" is not known.${didYouMean(written, Object.keys(NICKNAMES))}`)
  const fields = (NICKNAMES[written] ?? written).split(/\s+/)
  if (fields.length !== 5)
    throw new TimetableRefused(`A cron expression has five fields (minute, hour, day, month, weekday); this one has ${fields.length}.`)
  if (!isZone(zone))
    throw new TimetableRefused(
      `"${zone}" is not a time zone; write one such as Europe/Berlin.${didYouMean(zone, Intl.supportedValuesOf('timeZone'))}`,
    )
  const pattern = readPattern(fields.join(' '))
  const table: Timetable = { kind: 'cron', expression: written, zone, pattern, hourly: fields[1]!.startsWith('*') }
  if (pattern.nextRun(new Date(0)) === null) throw new TimetableRefused(`"${written}" never happens.`)
  return table
}

function readPattern(fields: string): Cron {
  try {
    // The pattern is only asked about times on the wall; the zone is dealt with here, by the rules above.
    return new Cron(fields, { timezone: 'UTC', mode: '5-part', paused: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error)
    throw new TimetableRefused(`This is not a cron expression: ${reason.replace(/\.?$/, '.')}`)
  }
}

export const SHORTEST_INTERVAL = 1_000

/** Every `milliseconds`, counted from `anchor`. Throws TimetableRefused below one second. */
export function readEvery(milliseconds: number, anchor: Date): Timetable {
  if (!(milliseconds >= SHORTEST_INTERVAL)) throw new TimetableRefused('The shortest interval is one second.')
  return { kind: 'every', milliseconds, anchor: anchor.getTime() }
}

/** The first time after a moment; null when there is none any more. */
export function nextTick(table: Timetable, after: Date): Date | null {
  if (table.kind === 'every') {
    const rounds = Math.floor((after.getTime() - table.anchor) / table.milliseconds) + 1
    return new Date(table.anchor + Math.max(0, rounds) * table.milliseconds)
  }
  const found = nextInZone(table, after.getTime())
  return found === null ? null : new Date(found)
}

/** The next times, for people to look at before they save. */
export function previewTicks(table: Timetable, after: Date, count = 10): Date[] {
  const ticks: Date[] = []
  for (let at = nextTick(table, after); at !== null && ticks.length < count; at = nextTick(table, at)) ticks.push(at)
  return ticks
}

type CronTable = Extract<Timetable, { kind: 'cron' }>

/** Goes through the stretches of time in which the zone keeps its offset. */
function nextInZone(table: CronTable, after: number): number | null {
  let offset = zoneOffset(table.zone, after)
  let wall = startWall(table, after, offset)
  let from = after
  for (;;) {
    const nextWall = wallAfter(table, wall)
    if (nextWall === null) return null
    const change = nextTransition(table.zone, from, nextWall - offset)
    if (change === null) return nextWall - offset
    const later = zoneOffset(table.zone, change)
    const [endWall, resumeWall] = [change + offset, change + later]
    const skipped = later > offset && !table.hourly && nextWall < resumeWall
    if (skipped) return change
    wall = (table.hourly ? resumeWall : Math.max(endWall, resumeWall)) - 1
    offset = later
    from = change
  }
}

const LONGEST_OVERLAP = 86_400_000

/** Right after clocks went back, a daily time that is shown a second time has happened already. */
function startWall(table: CronTable, after: number, offset: number): number {
  const change = table.hourly ? null : nextTransition(table.zone, after - LONGEST_OVERLAP, after)
  if (change === null) return after + offset
  return Math.max(after + offset, change + zoneOffset(table.zone, change - 1) - 1)
}

function wallAfter({ pattern }: CronTable, wall: number): number | null {
  return pattern.nextRun(new Date(wall))?.getTime() ?? null
}

export type CatchUpPolicy = 'skip' | 'latest' | 'all'

export interface MissedTicks {
  /** Times to run for now, oldest first. */
  readonly run: Date[]
  /** Whether times were left out, by the policy or by the limit. */
  readonly leftOut: boolean
}

export const MAX_CATCH_UP = 100

/**
 * What to do about the times after `since` up to and including `until`, during which nothing ran:
 * nothing, the latest of them, or all (of which the newest 100 are kept).
 */
export function missedTicks(table: Timetable, between: { since: Date; until: Date }, policy: CatchUpPolicy): MissedTicks {
  const { since, until } = between
  const wanted = policy === 'all' ? MAX_CATCH_UP : 1
  const newest = newestTicks(table, { since: since.getTime(), until: until.getTime() }, wanted + 1)
  if (policy === 'skip') return { run: [], leftOut: newest.length > 0 }
  return { run: newest.slice(-wanted), leftOut: newest.length > wanted }
}

const FIRST_WINDOW = 60_000

/** Looks back in windows that double, so that a minutely schedule after a year of silence costs no year of ticks. */
function newestTicks(table: Timetable, between: { since: number; until: number }, count: number): Date[] {
  const { since, until } = between
  for (let window = FIRST_WINDOW; ; window *= 2) {
    const start = Math.max(since, until - window)
    const ticks: Date[] = []
    for (let at = nextTick(table, new Date(start)); at !== null && at.getTime() <= until; at = nextTick(table, at)) ticks.push(at)
    if (ticks.length >= count || start === since || since >= until) return ticks.slice(-count)
  }
}
