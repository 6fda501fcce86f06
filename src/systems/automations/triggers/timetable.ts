import { nextTick, readCron, readEvery, type CatchUpPolicy, type Timetable } from '../language/cron.ts'
import { durationMilliseconds } from '../language/durations.ts'
import type { Start } from '../language/starts.ts'

export type ScheduleStart = Extract<Start, { kind: 'schedule' }>

/** Intervals are counted from here, so that every node and every version means the same moments. */
const epoch = new Date(0)

/** The times of a start by cron or interval; null for "after", which counts from the end of the run before. */
export function timetableOf(start: ScheduleStart): Timetable | null {
  if (start.cron !== undefined) return readCron(start.cron, start.timezone)
  const every = start.every === undefined ? null : durationMilliseconds(start.every)
  return every === null ? null : readEvery(every, epoch)
}

/** When a schedule that is new, or was changed, is due first. */
export function firstTime(start: ScheduleStart, now: Date): Date | null {
  const table = timetableOf(start)
  if (table !== null) return nextTick(table, now)
  return timeAfter(start, now)
}

export function timeAfter(start: ScheduleStart, ended: Date): Date | null {
  const pause = start.after === undefined ? null : durationMilliseconds(start.after)
  return pause === null ? null : new Date(ended.getTime() + pause)
}

/** Missed times are made up for by one run, unless the text says otherwise. */
export function policyOf(start: ScheduleStart): CatchUpPolicy {
  return start.catchUp ?? 'latest'
}
