import { createHash, randomBytes } from 'node:crypto'
import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { failure } from '../interpreter/failure.ts'
import type { EffectTools } from './effect-tools.ts'

export interface Signing {
  readonly headers: Headers
  readonly url: URL
  readonly method: string
}

/** Signs a request in, by the policy written at the endpoint or by one of `use.authentications`. */
export async function signIn(tools: EffectTools, given: JsonObject | undefined, signing: Signing): Promise<void> {
  if (given === undefined) return
  const { parts } = tools
  const named = typeof given['use'] === 'string' ? (parts.run.document.use?.authentications?.[given['use']] as unknown as Json) : given
  if (!isObject(named)) throw failure('configuration', `There is no authentication "${String(given['use'])}" in use.authentications.`)
  const [kind, held] = Object.entries(named)[0] ?? []
  const values = await valuesOf(tools, held ?? {})
  switch (kind) {
    case 'basic':
      signing.headers.set(
        'authorization',
        `Basic ${Buffer.from(`${String(values['username'])}:${String(values['password'])}`).toString('base64')}`,
      )
      return
    case 'bearer':
      signing.headers.set('authorization', `Bearer ${String(values['token'] ?? values['value'])}`)
      return
    case 'digest':
      return signDigest(values, signing, tools.signal)
    default:
      signing.headers.set('authorization', `Bearer ${await fetchToken(kind === 'oidc', values, tools.signal)}`)
  }
}

/** The members of a policy; those of a secret where it names one. Expressions in it were evaluated with the call. */
async function valuesOf({ parts, place }: EffectTools, held: Json): Promise<JsonObject> {
  if (!isObject(held)) return {}
  if (typeof held['use'] !== 'string') return held
  const secret = parts.secrets.require(held['use'], place.step)
  return isObject(secret) ? secret : { token: secret, value: secret }
}

async function fetchToken(discover: boolean, values: JsonObject, signal: AbortSignal): Promise<string> {
  const authority = String(values['authority'] ?? '').replace(/\/$/, '')
  const endpoints = isObject(values['endpoints']) ? values['endpoints'] : {}
  const address = discover ? await discovered(authority, signal) : `${authority}${String(endpoints['token'] ?? '/oauth2/token')}`
  const client = isObject(values['client']) ? values['client'] : {}
  const form = tokenForm(values, client)
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' })
  if (client['authentication'] === 'client_secret_basic') {
    headers.set('authorization', `Basic ${Buffer.from(`${String(client['id'])}:${String(client['secret'])}`).toString('base64')}`)
    form.delete('client_secret')
  }
  const answer = await answerOf(address, { method: 'POST', headers, body: form.toString(), signal })
  const token = isObject(answer) ? answer['access_token'] : undefined
  if (typeof token !== 'string') throw failure('authentication', `${address} gave no token.`)
  return token
}

function tokenForm(values: JsonObject, client: JsonObject): URLSearchParams {
  const text = (value: Json | undefined, joint = ' ') =>
    Array.isArray(value) ? value.join(joint) : value === undefined || value === null ? undefined : String(value)
  const fields: Record<string, string | undefined> = {
    grant_type: text(values['grant']) ?? 'client_credentials',
    client_id: text(client['id']),
    client_secret: text(client['secret']),
    client_assertion: text(client['assertion']),
    username: text(values['username']),
    password: text(values['password']),
    scope: text(values['scopes']),
    audience: text(values['audiences']),
  }
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
  )
}

async function discovered(authority: string, signal: AbortSignal): Promise<string> {
  const answer = await answerOf(`${authority}/.well-known/openid-configuration`, { signal })
  const endpoint = isObject(answer) ? answer['token_endpoint'] : undefined
  if (typeof endpoint !== 'string') throw failure('authentication', `${authority} does not say where its tokens come from.`)
  return endpoint
}

async function answerOf(address: string, options: RequestInit): Promise<Json> {
  const response = await fetch(address, options).catch((error: Error) => {
    throw failure('authentication', `${address} could not be reached: ${error.message}`)
  })
  if (!response.ok) throw failure('authentication', `${address} answered ${response.status}.`)
  return (await response.json().catch(() => null)) as Json
}

/** RFC 7616: the server's challenge is asked for first. */
async function signDigest(values: JsonObject, { headers, url, method }: Signing, signal: AbortSignal): Promise<void> {
  const asked = await fetch(url, { method, signal }).catch((error: Error) => {
    throw failure('communication', `${url.host} could not be reached: ${error.message}`, { status: 503 })
  })
  await asked.body?.cancel()
  const challenge = asked.headers.get('www-authenticate') ?? ''
  if (!/^digest/i.test(challenge)) return
  const part = (name: string) => new RegExp(`\\b${name}="?([^",]+)"?`, 'i').exec(challenge)?.[1]
  const algorithm = part('algorithm') ?? 'MD5'
  const hash = (text: string) =>
    createHash(/sha-256/i.test(algorithm) ? 'sha256' : 'md5')
      .update(text)
      .digest('hex')
  const [realm, nonce, opaque] = [part('realm') ?? '', part('nonce') ?? '', part('opaque')]
  const [user, cnonce, uri] = [String(values['username']), randomBytes(8).toString('hex'), `${url.pathname}${url.search}`]
  const secret = hash(`${user}:${realm}:${String(values['password'])}`)
  const response = hash(`${secret}:${nonce}:00000001:${cnonce}:auth:${hash(`${method}:${uri}`)}`)
  const quoted = { username: user, realm, nonce, uri, response, cnonce, ...(opaque ? { opaque } : {}) }
  const fields = Object.entries(quoted).map(([name, value]) => `${name}="${value}"`)
  headers.set('authorization', `Digest ${[...fields, `algorithm=${algorithm}`, 'qop=auth', 'nc=00000001'].join(', ')}`)
}
