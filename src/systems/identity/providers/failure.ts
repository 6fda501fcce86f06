import { Problem } from '#kernel/errors.ts'
import type { Log } from '#kernel/log.ts'
import { errors } from '../errors.ts'

const unreachable = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'])

interface Thrown {
  readonly code?: string
  readonly error?: string
  readonly message?: string
  readonly cause?: { readonly code?: string; readonly message?: string }
}

/**
 * One problem for whatever a provider, the network or a forged answer does. What the provider wrote goes nowhere: it
 * may be long, false, or written by whoever made the answer. The log gets the library's own code.
 */
export function failureOf(log: Log, provider: string, error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code, error: answered, message, cause } = (error ?? {}) as Thrown
  log.warn(
    { provider, code: code ?? cause?.code, answered: known.has(answered ?? '') ? answered : undefined },
    'a provider was not believed',
  )
  if (answered === 'access_denied') return new Problem(errors.provider_refused, 'The sign-in was cancelled at the provider.')
  if (message === 'fetch failed' || (code !== undefined && unreachable.has(code)))
    return new Problem(errors.provider_unreachable, undefined, {}, error)
  return new Problem(errors.provider_refused, undefined, {}, error)
}

/** Codes of RFC 6749 and OpenID Connect; anything else is somebody's own text. */
const known = new Set([
  'access_denied',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'login_required',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_response_type',
])
