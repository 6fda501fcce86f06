import type { RequestAddress } from './address.ts'
import { ProblemError, unreachable } from './problem.ts'
import { askForProof } from './proof.ts'

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Set it once a person has confirmed a dangerous operation. */
  readonly confirmed?: boolean
  /** Version of the row that was edited; a stale one is answered with 412 and the current row. */
  readonly version?: number
  /** What a file holds, for operations declared `bytes: 'in'`. */
  readonly bytes?: Blob
  /** The same key makes a repeated write harmless; made for each call when left out. */
  readonly idempotencyKey?: string
}

/**
 * Sends one call and gives the parsed answer. Throws ProblemError; status 0 when no answer came. Where the server wants
 * a recent proof of who sits here, it is asked for, and the call repeated.
 */
export async function send(address: RequestAddress, options: CallOptions = {}): Promise<unknown> {
  const request = requestOf(address, options)
  try {
    return await exchange(address, request, options.signal)
  } catch (error) {
    if (!wantsProof(error) || !(await askForProof())) throw error
    return exchange(address, request, options.signal)
  }
}

function wantsProof(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'kernel.verification_required'
}

async function exchange(address: RequestAddress, request: RequestInit, signal?: AbortSignal): Promise<unknown> {
  const response = await fetchOnceMore(address, request, signal)
  const answer = await parsed(response)
  if (response.ok) return answer
  throw new ProblemError(response.status, (answer ?? {}) as Record<string, unknown>)
}

function requestOf(address: RequestAddress, options: CallOptions): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (address.method !== 'GET') headers['Idempotency-Key'] = options.idempotencyKey ?? randomKey()
  if (address.body) headers['Content-Type'] = 'application/json'
  if (options.bytes) headers['Content-Type'] = 'application/octet-stream'
  if (options.confirmed) headers['Optimus-Confirm'] = 'yes'
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`
  const body = options.bytes ?? (address.body && JSON.stringify(address.body))
  return { method: address.method, headers, body, credentials: 'same-origin', signal: options.signal }
}

/** A broken connection is tried again once: the idempotency key lets the server see that it is the same write. */
async function fetchOnceMore(address: RequestAddress, request: RequestInit, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(address.url, request)
  } catch (error) {
    if (signal?.aborted) throw error
  }
  await new Promise((resolve) => setTimeout(resolve, 400))
  try {
    return await fetch(address.url, request)
  } catch (error) {
    if (signal?.aborted) throw error
    throw unreachable()
  }
}

async function parsed(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? ''
  if (response.status === 204) return {}
  return /\bjson\b/.test(type) ? response.json() : { title: await response.text() }
}

/** UUID version 4; `crypto.randomUUID` is missing where the page came over plain http from another machine. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
