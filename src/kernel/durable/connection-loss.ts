import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../log.ts'

const lostStates = /^(08|57P0[123]|53300)/
const lostWords =
  /Connection terminated|connection is closed|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT.*PGSQL|timeout exceeded when trying to connect|Client has encountered a connection error/

/** Whether this, or what caused it, says that a database connection broke or could not be made. */
export function isConnectionLoss(error: unknown): boolean {
  const { code, message, cause } = (error ?? {}) as { code?: unknown; message?: unknown; cause?: unknown }
  if (typeof code === 'string' && (lostStates.test(code) || code === 'ECONNREFUSED' || code === 'ECONNRESET')) return true
  if (typeof message === 'string' && lostWords.test(message)) return true
  return cause ? isConnectionLoss(cause) : false
}

/** Does the work again and again while the database is away; for short statements that must not be lost. */
export async function outlastingOutages<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let wait = 100; ; wait = Math.min(2000, wait * 2)) {
    try {
      return await work()
    } catch (error) {
      if (!isConnectionLoss(error) || signal?.aborted) throw error
      await delay(wait, undefined, { signal })
    }
  }
}

/** For work that is done again anyway: a database that is away is no news, anything else is. */
export function noteFailure(log: Log, what: string): (error: Error) => void {
  return (error) => log[isConnectionLoss(error) ? 'debug' : 'error']({ err: error }, what)
}
