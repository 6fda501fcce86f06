import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import type { NewEvent } from '../publish-event.ts'

export interface Received {
  readonly headers: Headers
  readonly body: Buffer
}

interface About {
  readonly name: string
  readonly scheme: string
  /** Id of the row that keeps it. */
  readonly delivery: string
  readonly now: Date
}

/** A delivery as the event that a run is started with: `github.push`, `stripe.invoice.paid`, `webhook.<name>`. */
export function deliveryEvent({ headers, body }: Received, { name, scheme, delivery, now }: About): NewEvent {
  const data = readBody(headers, body)
  const kind =
    scheme === 'github' ? headers.get('x-github-event') : scheme === 'stripe' && isObject(data) ? (data['type'] as Json | undefined) : null
  return {
    specversion: '1.0',
    id: delivery,
    source: `optimus:webhook/${name}`,
    type: typeof kind === 'string' && /^[\w.-]{1,100}$/.test(kind) ? `${scheme}.${kind}` : `webhook.${name}`,
    time: now.toISOString(),
    datacontenttype: headers.get('content-type') ?? 'application/octet-stream',
    data,
  }
}

function readBody(headers: Headers, body: Buffer): Json {
  const text = body.toString('utf8').replaceAll('\0', '')
  const form = (headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
  if (!form) return asJson(text) ?? text
  const fields = Object.fromEntries(new URLSearchParams(text)) as JsonObject
  // What GitHub sends when it is set to forms.
  return (typeof fields['payload'] === 'string' ? asJson(fields['payload']) : null) ?? fields
}

function asJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

const idHeaders = ['webhook-id', 'x-webhook-id', 'x-delivery-id', 'x-request-id', 'idempotency-key']

/** How the sender tells one delivery from others; null when it does not, and nothing signed tells either. */
export function deliveryKey({ headers, body }: Received, scheme: string, digest: () => string): string | null {
  if (scheme === 'github') return headers.get('x-github-delivery')?.slice(0, 200) ?? digest()
  if (scheme === 'stripe') {
    const data = asJson(body.toString('utf8'))
    return isObject(data) && typeof data['id'] === 'string' ? data['id'].slice(0, 200) : digest()
  }
  const named = idHeaders.map((name) => headers.get(name)).find((value) => value !== null && value !== '')
  if (named) return named.slice(0, 200)
  // The same signed bytes again are the same delivery; without a signature nobody can tell.
  return scheme === 'hmac' ? digest() : null
}

const proofs = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-hub-signature', 'x-hub-signature-256', 'stripe-signature'])

/** The headers that people may read: without what proves the sender, and without those of the transport. */
export function keptHeaders(headers: Headers, own: string | null): Record<string, string> {
  const kept = [...headers].filter(([name]) => !proofs.has(name) && name !== own?.toLowerCase() && name !== 'x-signature-256')
  return Object.fromEntries(kept.slice(0, 60).map(([name, value]) => [name, value.slice(0, 500)]))
}
