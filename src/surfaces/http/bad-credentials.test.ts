import assert from 'node:assert/strict'
import { connect, type AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { kernelSystems } from '#kernel/systems.ts'
import { contract } from '#systems/identity/contract.ts'
import { identity } from '#systems/identity/system.ts'
import { startApp } from '#tests/support/app.ts'
import { connect as connectProgram } from '#tests/support/oauth.ts'
import { signUp } from '#tests/support/people.ts'
import { createHttpServer } from './server.ts'

const app = await startApp({ systems: [identity] })
const owner = await signUp(app)
const http = await createHttpServer({ kernel: app.kernel, systems: [...kernelSystems, identity], web: '/nonexistent' })
await http.listen({ host: '127.0.0.1', port: 0 })
const { port } = http.server.address() as AddressInfo
after(() => http.close())

const { key } = await app.call(contract.createKey, { name: 'k' }, { as: owner.actor })
const { tokens } = await connectProgram(app, owner.actor, '*')
const cookie = owner.cookie
const session = cookie.split('=')[1]!

/** Sends these very bytes and reads the whole answer: no client in between that would tidy up. */
async function send(
  lines: readonly string[],
  method = 'GET /api/v1/identity/sessions',
): Promise<{ status: number; type: string; body: string }> {
  const socket = connect(port, '127.0.0.1')
  after(() => socket.destroy())
  let text = ''
  socket.setEncoding('utf8')
  socket.on('data', (part: string) => (text += part))
  socket.on('error', () => {})
  socket.write(`${method} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`)
  await new Promise((resolve) => socket.once('close', resolve))
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), type: /content-type: ([^\r;]+)/i.exec(head)?.[1] ?? '', body }
}

const bearer = (token: string) => `Authorization: Bearer ${token}`
const flip = (text: string) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`

test('what is right gets in', async () => {
  for (const line of [`Cookie: ${cookie}`, bearer(key), bearer(tokens.access_token)]) assert.equal((await send([line])).status, 200, line)
})

const bad: Record<string, readonly string[]> = {
  'a forged session': [`Cookie: optimus_session=${flip(session)}`],
  'a truncated session': [`Cookie: optimus_session=${session.slice(0, 20)}`],
  'an empty session': ['Cookie: optimus_session='],
  'a session with more behind it': [`Cookie: optimus_session=${session}x`],
  'two sessions in one header': [`Cookie: ${cookie}; ${cookie}`],
  'two cookie headers': [`Cookie: ${cookie}`, `Cookie: optimus_session=${flip(session)}`],
  'a forged key': [bearer(flip(key))],
  'a truncated key': [bearer(key.slice(0, 30))],
  'a key without its name': [`Authorization: ${key}`],
  'a key as a password': [`Authorization: Basic ${Buffer.from(`opt:${key}`).toString('base64')}`],
  'two keys in one header': [bearer(`${key}, Bearer ${key}`)],
  'two Authorization headers, both right': [bearer(key), bearer(key)],
  'two Authorization headers, the second wrong': [bearer(key), bearer('x')],
  'a key and a wrong session': [bearer('opt_x'), `Cookie: ${cookie}`],
  'a forged token': [bearer(flip(tokens.access_token))],
  'a truncated token': [bearer(tokens.access_token.slice(0, -30))],
  'a token without a signature': [bearer(`${tokens.access_token.split('.').slice(0, 2).join('.')}.`)],
  'a local token of another start': [bearer(`optlocal_${'a'.repeat(43)}`)],
  'a refresh token as a key': [bearer(tokens.refresh_token)],
  'an empty header': ['Authorization:'],
  'bytes that are no text': ['Authorization: Bearer \u00ff\u00fe'],
}

for (const [name, lines] of Object.entries(bad)) {
  test(`401 and a problem document: ${name}`, async () => {
    const { status, type, body } = await send(lines)
    assert.deepEqual([status, type], [401, 'application/problem+json'])
    assert.equal((JSON.parse(body) as { code: string }).code, 'kernel.not_signed_in')
  })
}

test('a session that is too old, was idle for a day, or was revoked', async () => {
  const [row] = await app.rows<{ id: string }>('SELECT id FROM identity.session')
  for (const [past, back] of [
    ["expires_at = now() - interval '1 hour'", "expires_at = now() + interval '1 day'"],
    ["last_seen_at = now() - interval '25 hours', verified_at = verified_at", 'last_seen_at = now(), verified_at = verified_at'],
    ['revoked_at = now()', 'revoked_at = NULL'],
  ]) {
    await app.rows(`UPDATE identity.session SET ${past} WHERE id = $1`, [row!.id])
    for (let tries = 0; (await send([`Cookie: ${cookie}`])).status !== 401; tries += 1) assert.ok(tries < 1000, past)
    await app.rows(`UPDATE identity.session SET ${back} WHERE id = $1`, [row!.id])
  }
})

test('a node whose clock is an hour off lets in and keeps out the same people: ages are the database’s', async () => {
  for (const offset of [3_600_000, -3_600_000]) {
    const check = identity.authenticate!({ ...app.kernel, clock: { now: () => new Date(Date.now() + offset) } })
    assert.equal((await check({ headers: { cookie }, address: '::1' }))?.person, owner.person)
    await assert.rejects(async () => check({ headers: { cookie: `optimus_session=${flip(session)}` }, address: '::1' }), /ended/)
  }
})

test('a megabyte of headers is refused with 431, and what is no HTTP with 400, both as problem documents', async () => {
  const huge = await send([`Cookie: optimus_session=${'a'.repeat(1024 * 1024)}`])
  assert.deepEqual([huge.status, huge.type], [431, 'application/problem+json'])
  assert.equal((JSON.parse(huge.body) as { code: string }).code, 'kernel.headers_too_large')
  const many = await send(Array.from({ length: 20_000 }, (_, index) => `X-${index}: ${'a'.repeat(40)}`))
  assert.equal(many.status, 431)
  const nonsense = await send(['No colon here'])
  assert.deepEqual([nonsense.status, nonsense.type], [400, 'application/problem+json'])
  const smuggled = await send(['Content-Length: 3', 'Transfer-Encoding: chunked'], 'POST /api/v1/identity/sign-in')
  assert.equal(smuggled.status, 400)
  assert.equal((await send([`Host: evil.test`, `Cookie: ${cookie}`])).status, 403, 'a second Host')
})

test('a body that reaches for the prototype of things is refused, wherever it does', async () => {
  for (const body of [
    '{"__proto__":{"isOwner":true}}',
    '{"input":{"a":[{"__proto__":{}}]}}',
    '{"constructor":{"prototype":{"isOwner":true}}}',
  ]) {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
    const answer = await fetch(`http://localhost:${port}/api/v1/identity/sign-in`, sent)
    assert.deepEqual([answer.status, answer.headers.get('content-type')?.split(';')[0]], [400, 'application/problem+json'], body)
  }
})

test('no other site signs a browser in, even without a cookie', async () => {
  const enter = async (headers: Record<string, string>) => {
    const body = JSON.stringify({ email: 'nobody@example.com', password: 'wrong horse battery' })
    const sent = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }
    return (await fetch(`http://localhost:${port}/api/v1/identity/sign-in`, sent)).status
  }
  assert.equal(await enter({ origin: 'https://evil.test' }), 403)
  assert.equal(await enter({ 'sec-fetch-site': 'cross-site' }), 403)
  assert.equal(await enter({}), 401, 'no browser at all')
})

test('a write with our cookie from another site is refused', async () => {
  const post = (...lines: string[]) =>
    send([`Cookie: ${cookie}`, 'Content-Length: 0', ...lines], 'POST /api/v1/identity/sessions/revoke-others')
  for (const line of ['Origin: https://evil.test', 'Origin: null', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Site: same-site'])
    assert.equal((await post(line)).status, 403, line)
  assert.equal((await post(`Origin: http://localhost:${port}`, 'Sec-Fetch-Site: same-origin')).status, 200)
})
