import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { kernelSystems } from '#kernel/systems.ts'
import { contract } from '#systems/identity/contract.ts'
import { identity } from '#systems/identity/system.ts'
import { startApp } from '#tests/support/app.ts'
import { createHttpServer } from './server.ts'

const publicUrl = 'https://optimus.example.com'
const app = await startApp({ systems: [identity], environment: { OPTIMUS_PUBLIC_URL: publicUrl, OPTIMUS_TRUST_PROXY: '1' } })
const http = await createHttpServer({ kernel: app.kernel, systems: [...kernelSystems, identity], web: '/nonexistent' })
after(() => http.close())

const host = 'optimus.example.com'
const call = (headers: Record<string, string>, remoteAddress = '10.0.0.5', url = '/api/v1/identity/session') =>
  http.inject({ method: 'GET', url, headers: { host, ...headers }, remoteAddress })

test('behind a proxy what was not encrypted goes no further: pages are sent on, calls are refused', async () => {
  assert.equal((await call({ 'x-forwarded-proto': 'https' })).statusCode, 200)
  assert.equal((await call({}, '127.0.0.1')).statusCode, 200, 'the command line on this machine')
  for (const plain of [
    call({ 'x-forwarded-proto': 'http' }),
    call({}),
    call({ 'x-forwarded-proto': 'http' }, '127.0.0.1'),
    call({ 'x-forwarded-proto': 'https, http' }),
  ]) {
    const answer = await plain
    assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [403, 'kernel.forbidden'])
    assert.match(answer.body, /not encrypted\. Use https:\/\/optimus\.example\.com/)
  }
  const page = await call({ 'x-forwarded-proto': 'http', accept: 'text/html' }, '10.0.0.5', '/projects?a=b')
  assert.deepEqual([page.statusCode, page.headers.location], [308, `${publicUrl}/projects?a=b`])
  assert.equal((await call({ host: 'localhost' }, '10.0.0.5', '/healthz')).statusCode, 200, 'whoever looks after health asks directly')
})

test('the address that limits count is the one the proxy saw, not one the caller made up', async () => {
  const wrong = { email: 'nobody@example.com', password: 'wrong horse battery' }
  const addresses = new Set<string | null>()
  for (const made of ['1.2.3.4', '5.6.7.8', '127.0.0.1, 9.9.9.9']) {
    const headers = { host, 'x-forwarded-proto': 'https', 'x-forwarded-for': `${made}, 203.0.113.7` }
    await http.inject({ method: 'POST', url: '/api/v1/identity/sign-in', headers, payload: wrong, remoteAddress: '10.0.0.5' })
    const [row] = await app.rows<{ address: string }>(
      'SELECT address FROM kernel.audit WHERE operation = $1 ORDER BY at DESC, id DESC LIMIT 1',
      [contract.signIn.id],
    )
    addresses.add(row!.address)
  }
  assert.deepEqual([...addresses], ['203.0.113.7'])
})

test('another name is not ours, whoever forwards it', async () => {
  const others: Record<string, string>[] = [
    { host: 'evil.test' },
    { host: `${host}, evil.test` },
    { host: `${host}.evil.test` },
    { host, 'x-forwarded-host': 'evil.test' },
  ]
  for (const headers of others)
    assert.equal((await call({ 'x-forwarded-proto': 'https', ...headers })).statusCode, 403, JSON.stringify(headers))
})

test('cookies are bound to this very host and to TLS, and pages bear the headers that keep others out', async () => {
  const headers = { host, 'x-forwarded-proto': 'https' }
  const page = await http.inject({ method: 'GET', url: '/healthz', headers, remoteAddress: '10.0.0.5' })
  assert.match(String(page.headers['strict-transport-security']), /max-age=31536000/)
  assert.match(String(page.headers['content-security-policy']), /default-src 'self'.*frame-ancestors 'none'/)
})
