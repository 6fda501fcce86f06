import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { comeBack, goToProvider } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

/** As GitHub describes `GET /user` and `GET /user/emails`, cut down to what its description requires. */
const octocat = {
  login: 'octocat',
  id: 583_231,
  node_id: 'MDQ6VXNlcjE=',
  type: 'User',
  site_admin: false,
  name: 'monalisa octocat',
  email: null as string | null,
}
const known = [
  { email: 'octocat@github.com', primary: true, verified: true, visibility: 'public' },
  { email: 'boss@example.com', primary: false, verified: false, visibility: null },
]

interface Call {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: URLSearchParams
}

const calls: Call[] = []
/** What a path answers instead, for one test. */
const instead = new Map<string, { status: number; body: unknown }>()
const server = createServer(
  (request, response) =>
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    ),
)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => {
  server.closeAllConnections()
  server.close()
})
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const path = new URL(request.url!, issuer).pathname
  let body = ''
  for await (const part of request) body += String(part)
  calls.push({ path, headers: request.headers, body: new URLSearchParams(body) })
  const usual: Record<string, unknown> = {
    '/login/oauth/access_token': { access_token: 'gho_16C7e42F292c6912E7710c838347Ae178B4a', scope: 'read:user', token_type: 'bearer' },
    '/api/v3/user': octocat,
    '/api/v3/user/emails': known,
    '/api/v3': {},
  }
  return (
    instead.get(path) ?? (usual[path] === undefined ? { status: 404, body: { message: 'Not Found' } } : { status: 200, body: usual[path] })
  )
}

const app = await startApp({ systems: [identity] })
const owner = await signUp(app)
const hub = { id: 'github', kind: 'github' as const, issuer, clientId: 'Iv1.8a61f9b3a7aba766', clientSecret: 'a github secret' }
await app.call(contract.createProvider, hub, { as: owner.actor })

/** The query that GitHub sends the browser back with. */
const agree = (address: string) => new URLSearchParams({ code: 'c0de', state: new URL(address).searchParams.get('state')! }).toString()

test('an account at GitHub is linked by its number and signs in, with PKCE and without asking for more than it needs', async () => {
  const away = await goToProvider(app, 'github', owner.actor)
  const asked = new URL(away.address)
  assert.equal(`${asked.origin}${asked.pathname}`, `${issuer}/login/oauth/authorize`)
  assert.deepEqual([asked.searchParams.get('scope'), asked.searchParams.get('code_challenge_method')], ['read:user', 'S256'])
  await comeBack(app, 'github', agree(away.address), { cookie: away.cookie, as: owner.actor })
  const { items } = await app.call(contract.listLinks, {}, { as: owner.actor })
  assert.equal(items[0]!.account, 'octocat')
  assert.deepEqual(await app.rows('SELECT subject FROM identity.linked_account'), [{ subject: '583231' }])
  calls.length = 0
  const again = await goToProvider(app, 'github')
  assert.equal((await comeBack(app, 'github', agree(again.address), again)).person?.id, owner.person)
  const [token, user] = calls as [Call, Call]
  assert.deepEqual(
    ['grant_type', 'client_id', 'client_secret', 'code', 'redirect_uri'].map((name) => token.body.get(name)),
    ['authorization_code', hub.clientId, hub.clientSecret, 'c0de', `${app.kernel.config.publicUrl}/api/auth/callback/github`],
  )
  assert.match(token.body.get('code_verifier') ?? '', /^[\w.~-]{43,128}$/)
  assert.match(token.headers.accept ?? '', /application\/json/)
  assert.deepEqual(
    [user.path, user.headers.authorization, user.headers['x-github-api-version']],
    ['/api/v3/user', 'Bearer gho_16C7e42F292c6912E7710c838347Ae178B4a', '2022-11-28'],
  )
})

test('its errors, which come as 200, and accounts without a number are refused in our own words', async () => {
  const outcome = async (path: string, status: number, body: unknown) => {
    await app.rows('DELETE FROM identity.rate')
    instead.set(path, { status, body })
    const { address, cookie } = await goToProvider(app, 'github')
    const problem = await comeBack(app, 'github', agree(address), { cookie }).then(
      () => assert.fail('it was let through'),
      (error: { code: string; message: string }) => error,
    )
    instead.clear()
    assert.doesNotMatch(problem.message, /incorrect or expired|Bad credentials/)
    return problem.code
  }
  const wrong = { error: 'bad_verification_code', error_description: 'The code passed is incorrect or expired.' }
  assert.equal(await outcome('/login/oauth/access_token', 200, wrong), 'identity.provider_refused')
  assert.equal(await outcome('/api/v3/user', 401, { message: 'Bad credentials' }), 'identity.provider_refused')
  assert.equal(await outcome('/api/v3/user', 200, { ...octocat, id: undefined }), 'identity.provider_refused')
  assert.equal(await outcome('/api/v3/user', 200, { ...octocat, id: '583231' }), 'identity.provider_refused', 'a text is no number')
  assert.equal(await outcome('/api/v3/user', 200, { ...octocat, id: 1 }), 'identity.not_linked')
})

test('where addresses are admitted, only verified ones count', async () => {
  const outcome = async (id: string, allowed: string[]) => {
    await app.call(contract.createProvider, { ...hub, id, allowed }, { as: owner.actor })
    const { address, cookie } = await goToProvider(app, id, owner.actor)
    assert.equal(new URL(address).searchParams.get('scope'), 'read:user user:email')
    return app.refused(contract.finishProvider, { provider: id, response: agree(address) }, { as: owner.actor, cookie })
  }
  assert.equal(await outcome('staff', ['@github.com']), 'done')
  assert.equal(await outcome('bosses', ['boss@example.com']), 'identity.not_admitted')
})

test('no state, or one of another browser, is refused as everywhere', async () => {
  const { address, cookie } = await goToProvider(app, 'github')
  for (const [response, as] of [
    ['code=c0de', cookie],
    [agree(address), undefined],
  ] as const)
    assert.equal(
      await app.refused(contract.finishProvider, { provider: 'github', response }, { as: anonymous, cookie: as }),
      'identity.provider_refused',
    )
})
