import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { contract } from '#systems/identity/contract.ts'
import { identity } from '#systems/identity/system.ts'
import type { TestApp } from '#tests/support/app.ts'

export const redirect = 'https://client.example/back'

/** Speaks to the raw addresses of the identity system as a program does over the web. */
export async function web(app: TestApp, method: 'GET' | 'POST', path: string, body?: Record<string, string> | string): Promise<Response> {
  const url = new URL(path, app.kernel.config.publicUrl)
  const route = identity.routes!.find((one) => one.method === method && one.path === url.pathname)!
  const type = typeof body === 'string' ? 'application/json' : 'application/x-www-form-urlencoded'
  const init =
    body === undefined
      ? { method }
      : { method, headers: { 'content-type': type }, body: typeof body === 'string' ? body : new URLSearchParams(body) }
  return route.handle(new Request(url, init), { address: '127.0.0.1', device: 'A test', kernel: app.kernel })
}

export interface Asked {
  readonly client: string
  readonly verifier: string
  readonly request: string
}

/** Registers a program and asks as it would, up to the page where the person decides. */
export async function ask(app: TestApp, more: Record<string, string> = {}): Promise<Asked> {
  const made = await web(app, 'POST', '/api/auth/register', JSON.stringify({ client_name: 'Editor', redirect_uris: [redirect] }))
  const { client_id: client } = (await made.json()) as { client_id: string }
  const verifier = randomBytes(32).toString('base64url')
  const fields = {
    response_type: 'code',
    client_id: client,
    redirect_uri: redirect,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 's1',
    ...more,
  }
  const answer = await web(app, 'GET', `/api/auth/authorize?${new URLSearchParams(fields)}`)
  return { client, verifier, request: new URL(answer.headers.get('location')!).searchParams.get('request') ?? '' }
}

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly error?: string
}

/** The whole way: a program with tokens for this person. */
export async function connect(app: TestApp, as: Actor, scope = 'runs:read') {
  const asked = await ask(app, { scope })
  const code = await allow(app, as, asked.request)
  const exchange = {
    grant_type: 'authorization_code',
    client_id: asked.client,
    redirect_uri: redirect,
    code,
    code_verifier: asked.verifier,
  }
  const tokens = (await (await web(app, 'POST', '/api/auth/token', exchange)).json()) as Tokens
  return { ...asked, exchange, tokens }
}

/** Says yes as the person; answers the code that the program gets. */
export async function allow(app: TestApp, as: Actor, request: string): Promise<string> {
  const { redirect: back } = await app.call(contract.decideAuthorization, { id: request, approve: true }, { as })
  return new URL(back!).searchParams.get('code')!
}
