import { createRequire } from 'node:module'
import type * as Croner from 'croner'
import type { Schedule } from '../system.ts'

const { Cron } = createRequire(import.meta.url)('croner') as typeof Croner

/** The newest moment at or before `now` at which the schedule is due; null when it never was. */
export function newestTick(every: Schedule['every'], now: Date): Date | null {
  if ('seconds' in every) {
    const step = every.seconds * 1000
    return new Date(Math.floor(now.getTime() / step) * step)
  }
  // The past of the second after this one begins with this one.
  return cronOf(every).previousRuns(1, new Date(Math.floor(now.getTime() / 1000) * 1000 + 1000))[0] ?? null
}

/** Milliseconds from `now` until it is due next; null when it never is again. */
export function untilNextTick(every: Schedule['every'], now: Date): number | null {
  if ('seconds' in every) {
    const step = every.seconds * 1000
    return step - (now.getTime() % step)
  }
  const next = cronOf(every).nextRun(now)
  return next && next.getTime() - now.getTime()
}

/** Throws with the parser's sentence when the cron text or the zone is wrong. */
function cronOf({ cron, timezone }: { readonly cron: string; readonly timezone?: string }): Croner.Cron {
  return new Cron(cron, { timezone, paused: true, mode: '5-part' } as Croner.CronOptions)
}
