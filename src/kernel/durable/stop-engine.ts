import { setTimeout as delay } from 'node:timers/promises'
import type { Pool } from '../database.ts'
import type { Heartbeat } from './heartbeat.ts'
import type { EngineParts } from './parts.ts'
import type { ScheduleTicker } from './schedule-ticker.ts'

export interface Stopping {
  readonly pool: Pool
  readonly heartbeat: Heartbeat
  readonly ticker: ScheduleTicker
  /** Milliseconds that running steps have to finish. */
  readonly drain: number
}

/** Steps that are told to end get this long; one that ignores its signal is left behind. */
const endingMilliseconds = 2000
const pollMilliseconds = 20

/**
 * Stops in order: no new work, running work may finish, the rest is told to end and left to others at once. Nothing
 * here waits for a database that is away.
 */
export async function stopEngine(parts: EngineParts, { pool, heartbeat, ticker, drain }: Stopping): Promise<void> {
  const { DBOS, LostOwnership } = parts.dbos
  await within(endingMilliseconds, ticker.stop())
  const closed = DBOS.shutdown({ workflowCompletionTimeoutMS: drain + endingMilliseconds, deregister: true })
  await idle(parts, drain)
  parts.executions.endAll(new LostOwnership(parts.node))
  await idle(parts, endingMilliseconds)
  await within(endingMilliseconds, heartbeat.stop())
  await within(endingMilliseconds, leave(parts))
  await within(drain + 2 * endingMilliseconds, closed)
  await within(endingMilliseconds, parts.session.close())
  await within(endingMilliseconds, pool.end())
}

/** From now on every other node, and this host's next boot, may take what is unfinished. */
async function leave(parts: EngineParts): Promise<void> {
  await parts.machinery.query('UPDATE kernel.node SET left_at = clock_timestamp() WHERE id = $1', [parts.node])
}

async function idle(parts: EngineParts, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds
  while (parts.executions.runs.length > 0 && performance.now() < end) await delay(pollMilliseconds)
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const waiting = new AbortController()
  const over = delay(milliseconds, undefined, { signal: waiting.signal }).catch(() => {})
  await Promise.race([work.catch(() => {}), over])
  waiting.abort()
}
