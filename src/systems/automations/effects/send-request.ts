import { failure, Failure } from '../interpreter/failure.ts'
import type { Json } from '../expressions/json.ts'
import { boundedBody } from './bounded-body.ts'

export interface Sent {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: string | undefined
  readonly redirect: boolean
  readonly output: 'raw' | 'content' | 'response'
  readonly signal: AbortSignal
}

/** Sends a request and gives its answer in the form that was asked for; anything but success is a failure with its status. */
export async function sendRequest({ method, url, headers, body, redirect, output, signal }: Sent): Promise<Json> {
  const response = await fetched(url, { method, headers, body, redirect: redirect ? 'follow' : 'manual', signal })
  const bytes = await boundedBody(response).catch((error: unknown) => {
    throw error instanceof Failure ? error : unreachable(url, error)
  })
  const content = contentOf(response, bytes)
  if (!response.ok && !(response.status < 400 && redirect)) throw refusedBy(url, response, content)
  if (output === 'raw') return bytes.toString('base64')
  if (output === 'content') return content
  return {
    request: { method, uri: url.href, headers: safeHeaders(headers) },
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    content,
  }
}

async function fetched(url: URL, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, options)
  } catch (error) {
    throw unreachable(url, error)
  }
}

function unreachable(url: URL, error: unknown): Failure {
  const { message, cause } = error as Error
  const why = (cause as { code?: string; message?: string } | undefined)?.code ?? (cause as Error | undefined)?.message ?? message
  return failure('communication', `${url.host} could not be reached: ${why}`, { status: 503 })
}

function refusedBy(url: URL, response: Response, content: Json): Failure {
  const said = content === null ? '' : `: ${(typeof content === 'string' ? content : JSON.stringify(content)).slice(0, 1000)}`
  return failure('communication', `${url.origin}${url.pathname} answered ${response.status}${said}`, {
    status: response.status,
    title: response.statusText || `HTTP ${response.status}`,
  })
}

function contentOf(response: Response, bytes: Buffer): Json {
  if (bytes.length === 0) return null
  const type = response.headers.get('content-type') ?? ''
  const text = bytes.toString('utf8')
  if (!/[/+]json\b/.test(type) && type !== '') return /^text\/|xml|javascript|yaml|x-www-form/.test(type) ? text : bytes.toString('base64')
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

const spoken = new Set(['accept', 'content-type', 'idempotency-key', 'user-agent'])

/** Headers may carry what signs in: people see the harmless ones. */
function safeHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, spoken.has(name) ? value : '[hidden]']))
}
