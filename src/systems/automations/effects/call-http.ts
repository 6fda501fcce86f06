import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import type { EffectResult } from '../interpreter/world.ts'
import { signIn } from './sign-in.ts'
import type { EffectTools } from './effect-tools.ts'
import { requestAddress } from './request-address.ts'
import { sendRequest } from './send-request.ts'

interface HttpCall {
  readonly method: string
  readonly endpoint: string | { readonly uri: string; readonly authentication?: JsonObject }
  readonly headers?: JsonObject
  readonly body?: Json
  readonly query?: JsonObject
  readonly output?: 'raw' | 'content' | 'response'
  readonly redirect?: boolean
}

/** Sends a request; whatever changes something there carries the effect's name as its idempotency key. */
export async function callHttp(tools: EffectTools): Promise<EffectResult> {
  const call = (await tools.withSecrets()) as unknown as HttpCall
  const endpoint = typeof call.endpoint === 'string' ? { uri: call.endpoint } : call.endpoint
  const method = call.method.toUpperCase()
  const url = requestAddress(endpoint.uri, tools.data, call.query)
  const { headers, body } = headersAndBody(call, method, tools.idempotencyKey)
  await signIn(tools, endpoint.authentication, { headers, url, method })
  const output = await sendRequest({
    method,
    url,
    headers,
    body,
    redirect: call.redirect ?? false,
    output: call.output ?? 'content',
    signal: tools.signal,
  })
  return { output }
}

function headersAndBody(call: HttpCall, method: string, key: string): { headers: Headers; body: string | undefined } {
  const headers = new Headers({ 'user-agent': 'Optimus', accept: 'application/json, */*;q=0.5' })
  for (const [name, value] of Object.entries(isObject(call.headers) ? call.headers : {})) {
    if (value !== null) headers.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const isReading = method === 'GET' || method === 'HEAD'
  if (!isReading && !headers.has('idempotency-key')) headers.set('idempotency-key', key)
  if (isReading || call.body === undefined || call.body === null) return { headers, body: undefined }
  if (!headers.has('content-type')) headers.set('content-type', typeof call.body === 'string' ? 'text/plain' : 'application/json')
  return { headers, body: bodyText(call.body, headers.get('content-type')!) }
}

function bodyText(body: Json, type: string): string {
  if (typeof body === 'string') return type.includes('json') && !isJson(body) ? JSON.stringify(body) : body
  if (!type.includes('x-www-form-urlencoded') || !isObject(body)) return JSON.stringify(body)
  const entries = Object.entries(body).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return new URLSearchParams(entries).toString()
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
