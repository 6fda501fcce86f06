import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { failure } from '../interpreter/failure.ts'
import { hasErrors } from '../language/problem.ts'
import { readSource } from '../language/source.ts'
import type { EffectResult } from '../interpreter/world.ts'
import { boundedBody } from './bounded-body.ts'
import { openApiRequest } from './openapi-request.ts'
import type { EffectTools } from './effect-tools.ts'
import { requestAddress } from './request-address.ts'
import { sendRequest } from './send-request.ts'
import { signIn } from './sign-in.ts'

interface OpenApiCall {
  readonly document: { readonly endpoint: string | { readonly uri: string; readonly authentication?: JsonObject } }
  readonly operationId: string
  readonly parameters?: JsonObject
  readonly authentication?: JsonObject
  readonly output?: 'raw' | 'content' | 'response'
  readonly redirect?: boolean
}

/** Calls an operation of an API by its id, as the API's own description says. */
export async function callOpenApi(tools: EffectTools): Promise<EffectResult> {
  const call = (await tools.withSecrets()) as unknown as OpenApiCall
  const endpoint = typeof call.document.endpoint === 'string' ? { uri: call.document.endpoint } : call.document.endpoint
  const address = requestAddress(endpoint.uri, tools.data, undefined)
  const description = await readDescription(tools, address, endpoint.authentication)
  const { method, url, headers, body } = openApiRequest(description, { ...call, base: address, parameters: call.parameters ?? {} })
  if (method !== 'GET' && method !== 'HEAD' && !headers.has('idempotency-key')) headers.set('idempotency-key', tools.idempotencyKey)
  await signIn(tools, call.authentication, { headers, url, method })
  const { output = 'content', redirect = false } = call
  return { output: await sendRequest({ method, url, headers, body, redirect, output, signal: tools.signal }) }
}

async function readDescription(tools: EffectTools, address: URL, authentication: JsonObject | undefined): Promise<JsonObject> {
  const headers = new Headers({ accept: 'application/json, application/yaml, */*;q=0.5' })
  await signIn(tools, authentication, { headers, url: address, method: 'GET' })
  const response = await fetch(address, { headers, signal: tools.signal }).catch((error: Error) => {
    throw failure('communication', `The description at ${address.href} could not be read: ${error.message}`, { status: 503 })
  })
  if (!response.ok)
    throw failure('communication', `The description at ${address.href} answered ${response.status}.`, { status: response.status })
  const text = (await boundedBody(response)).toString('utf8')
  const value = parsed(text)
  if (!isObject(value) || !isObject(value['paths'])) throw failure('configuration', `${address.href} is no OpenAPI description.`)
  return value
}

/** Big descriptions are JSON, which needs none of the bounds that YAML does. */
function parsed(text: string): Json {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text) as Json
    } catch {
      return null
    }
  }
  const source = readSource(text)
  return hasErrors(source.problems) ? null : source.value
}
