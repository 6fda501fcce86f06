import type { ModelFailure } from './completion.ts'

/** What a failed try means: for the caller, for the ledger, for the next try and for the circuit breaker. */
export interface Failure {
  readonly code: ModelFailure
  readonly sentence: string
  /** Whether the provider may bill it all the same. */
  readonly paid: 'no' | 'maybe'
  readonly retry: boolean
  /** How long the provider wants to be left alone. */
  readonly afterMilliseconds: number | null
  /** Whether it says that the provider is ill, rather than that the question is wrong. */
  readonly ill: boolean
}

/** What is known of an HTTP answer that was no success. */
export interface HttpFailure {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const plain = { paid: 'no', retry: false, afterMilliseconds: null, ill: false } as const

/** Reads a provider's refusal by its status, and by the words vendors use for what a status does not tell. */
export function readHttpFailure({ status, headers, body }: HttpFailure, now: Date): Failure {
  const said = messageIn(body)
  if (status === 429 && !/insufficient_quota|exceeded your current quota|credit balance/i.test(body)) {
    const afterMilliseconds = readRetryAfter(headers, now)
    return {
      ...plain,
      code: 'models.rate_limited',
      sentence: `The provider takes no more calls now: ${said}`,
      retry: true,
      afterMilliseconds,
    }
  }
  if (status === 408 || status === 409 || status >= 500) {
    const afterMilliseconds = readRetryAfter(headers, now)
    return {
      ...plain,
      code: 'models.provider_failed',
      sentence: `The provider answers ${status}: ${said}`,
      retry: true,
      afterMilliseconds,
      ill: true,
    }
  }
  if (status === 413 || (status === 400 && /context.?(?:length|window)|too long|too many tokens|maximum.{0,20}tokens/i.test(body)))
    return { ...plain, code: 'models.too_long', sentence: `The question is too long for the model: ${said}` }
  if (status === 401 || status === 403)
    return { ...plain, code: 'models.provider_refused', sentence: `The provider does not accept the key: ${said}` }
  if (status === 404)
    return { ...plain, code: 'models.provider_refused', sentence: `The provider does not know this model or address: ${said}` }
  return { ...plain, code: 'models.provider_refused', sentence: `The provider refuses the question (${status}): ${said}` }
}

/** An answer that came, and that nobody can read: it may be billed. */
export function unreadable(sentence: string): Failure {
  return { ...plain, code: 'models.bad_output', sentence, paid: 'maybe' }
}

export function timedOut(milliseconds: number): Failure {
  const sentence = `The provider did not answer within ${(milliseconds / 1000).toFixed(1)} s.`
  return { ...plain, code: 'models.timeout', sentence, paid: 'maybe', ill: true }
}

/** Whoever asked does not want it any more. */
export const cancelled: Failure = { ...plain, code: 'models.timeout', sentence: 'The call was ended before its answer.', paid: 'maybe' }

/** The same, before anything was sent: nobody bills it, and it says nothing about the provider. */
export function unsent(failure: Failure): Failure {
  return { ...failure, paid: 'no', ill: false }
}

/** Before the question left: nothing was bought, trying again is safe. */
export function unreachable(sentence: string): Failure {
  return { ...plain, code: 'models.provider_failed', sentence, retry: true, ill: true }
}

/** After it left: nobody knows, so it is not sent again by itself. */
export function brokenOff(sentence: string): Failure {
  return { ...plain, code: 'models.provider_failed', sentence, paid: 'maybe', ill: true }
}

export function refusedAnswer(sentence: string): Failure {
  return { ...plain, code: 'models.provider_refused', sentence, ill: true }
}

/** `Retry-After` in seconds or as a date, or the finer header in milliseconds; null without one that makes sense. */
export function readRetryAfter(headers: Readonly<Record<string, string>>, now: Date): number | null {
  const fine = Number(headers['retry-after-ms'])
  if (headers['retry-after-ms'] && fine >= 0) return fine
  const text = headers['retry-after']
  if (!text) return null
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : null
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime())
}

/** The provider's own sentence, short, and without anything that looks like a key. */
function messageIn(body: string): string {
  const text = readMessage(body) ?? body
  const plainText = text
    .replace(/\b(?:sk|pk|rk)-[\w*-]{6,}/g, 'sk-…')
    .replace(/\s+/g, ' ')
    .trim()
  return plainText.length > 300 ? `${plainText.slice(0, 300)}…` : plainText || 'no reason given.'
}

function readMessage(body: string): string | null {
  try {
    const parsed = JSON.parse(body) as { error?: { message?: unknown } | string; message?: unknown }
    const said = typeof parsed.error === 'object' ? parsed.error?.message : (parsed.error ?? parsed.message)
    return typeof said === 'string' ? said : null
  } catch {
    return null
  }
}
