import type { Call } from '../call.ts'
import { kernelErrors, Problem } from '../errors.ts'
import type { Log } from '../log.ts'

/** Turns whatever was thrown into a Problem. Only what nobody foresaw becomes a 500, with its cause in the log. */
export function toProblem(error: unknown, log: Log, call: Call & { requestId: string }): Problem {
  if (error instanceof Problem) return error
  const known = databaseProblem(error) ?? abortProblem(error)
  if (known) {
    log.warn({ err: error, op: call.operation, request: call.requestId }, known.code)
    return known
  }
  log.error({ err: error, op: call.operation, request: call.requestId }, 'an operation broke')
  return new Problem(kernelErrors.internal, `Something broke on our side; request ${call.requestId} is in the log.`, {}, error)
}

/** Postgres by its SQLSTATE classes: collisions, connections that are down, statements that took too long, bad text. */
function databaseProblem(error: unknown): Problem | null {
  const code = sqlState(error)
  if (code === '23505') return new Problem(kernelErrors.conflict, undefined, {}, error)
  if (code === '40001' || code === '40P01') return new Problem(kernelErrors.conflict, 'Two calls collided; try again.', {}, error)
  if (code === '57014') return new Problem(kernelErrors.timeout, undefined, {}, error)
  if (code === '22021' || code === '22P05' || (code === '22P02' && /for type json/.test(messageOf(error))))
    return new Problem(
      kernelErrors.invalid_input,
      'The text holds characters that cannot be stored, such as a null character or half of a pair.',
      {},
      error,
    )
  if (code && (code.startsWith('08') || code.startsWith('57P') || code === '53300')) return unavailable(error)
  const lost = /Connection terminated|ECONNREFUSED|ECONNRESET|ENOENT.*PGSQL|timeout exceeded when trying to connect/.test(messageOf(error))
  return lost ? unavailable(error) : null
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

function sqlState(error: unknown): string | null {
  const own = (error as { code?: unknown } | null)?.code
  if (typeof own === 'string' && /^[0-9A-Z]{5}$/.test(own)) return own
  const cause = (error as { cause?: unknown } | null)?.cause
  return cause ? sqlState(cause) : null
}

function unavailable(error: unknown): Problem {
  return new Problem(kernelErrors.unavailable, 'The database is not reachable right now; try again in a moment.', {}, error)
}

function abortProblem(error: unknown): Problem | null {
  const name = (error as { name?: unknown } | null)?.name
  return name === 'AbortError' || name === 'TimeoutError' ? new Problem(kernelErrors.timeout, undefined, {}, error) : null
}
