import { brokenOff, readHttpFailure, refusedAnswer, timedOut, unreachable, unreadable, type Failure } from '../failure.ts'
import { BrokenStream } from './ask.ts'
import { GuardError } from './guarded-fetch.ts'

/** Codes with which a connection fails before anything was sent. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
])

export interface Tried {
  readonly error: unknown
  readonly host: string
  readonly milliseconds: number
  readonly timedOut: boolean
  readonly now: Date
}

/** What the SDK, the guard or the network threw, as a failure with its meaning. */
export async function readFailure({ error, host, milliseconds, timedOut: isLate, now }: Tried): Promise<Failure> {
  const { APICallError } = await import('ai')
  if (isLate) return timedOut(milliseconds)
  const guard = GuardError.in(error)
  if (guard) return guard.sent ? unreadable(guard.message) : refusedAnswer(guard.message)
  if (error instanceof BrokenStream) return brokenOff(error.message)
  const api = findIn(error, (one) => APICallError.isInstance(one))
  if (APICallError.isInstance(api) && api.statusCode !== undefined && api.statusCode >= 400) {
    return readHttpFailure({ status: api.statusCode, headers: api.responseHeaders ?? {}, body: api.responseBody ?? api.message }, now)
  }
  const code = codeIn(error)
  if (code !== null && neverSent.has(code)) return unreachable(`${host} cannot be reached (${code}).`)
  if (code !== null) return brokenOff(`The connection to ${host} broke (${code}).`)
  if (findIn(error, (one) => one.message === 'terminated')) return brokenOff(`The connection to ${host} broke.`)
  const isAnswered = APICallError.isInstance(api) && api.statusCode !== undefined
  return isAnswered || isParsing(error)
    ? unreadable(`${host} answers what nobody can read.`)
    : brokenOff(`${host} failed: ${textOf(error)}`)
}

function findIn(error: unknown, fits: (one: Error) => boolean): Error | null {
  for (let one = error; one instanceof Error; one = one.cause) if (fits(one)) return one
  return null
}

function codeIn(error: unknown): string | null {
  const found = findIn(error, (one) => typeof (one as NodeJS.ErrnoException).code === 'string') as NodeJS.ErrnoException | null
  return found?.code ?? null
}

function isParsing(error: unknown): boolean {
  return error instanceof Error && /JSONParse|TypeValidation|InvalidResponseData|NoOutput|EmptyResponse|SyntaxError/.test(error.name)
}

function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
