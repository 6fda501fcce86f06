import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { ProblemError } from './problem.ts'
import { send } from './send.ts'

let server: Server
let base = ''
const heard: IncomingMessage[] = []
/** Requests to break off without an answer. */
let broken = 0

before(async () => {
  server = createServer((request, response) => {
    heard.push(request)
    if (broken > 0) {
      broken -= 1
      request.socket.destroy()
      return
    }
    const failing = request.url === '/fails'
    response.writeHead(failing ? 412 : 200, { 'content-type': failing ? 'application/problem+json' : 'application/json' })
    response.end(JSON.stringify(failing ? { title: 'Stale.', code: 'kernel.stale_version', current: { version: 4 } } : { ok: true }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => new Promise((resolve) => server.close(resolve)))

test('a write carries an idempotency key, the confirmation and the version', async () => {
  await send({ method: 'POST', url: `${base}/x`, body: { a: 1 } }, { confirmed: true, version: 3 })
  const headers = heard.at(-1)?.headers ?? {}
  assert.match(String(headers['idempotency-key']), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(headers['optimus-confirm'], 'yes')
  assert.equal(headers['if-match'], '"3"')
  assert.equal(headers['content-type'], 'application/json')
})

test('a read carries none of them', async () => {
  assert.deepEqual(await send({ method: 'GET', url: `${base}/x`, body: undefined }), { ok: true })
  const headers = heard.at(-1)?.headers ?? {}
  assert.equal(headers['idempotency-key'], undefined)
  assert.equal(headers['optimus-confirm'], undefined)
})

test('a problem answer is thrown with its whole document', async () => {
  await assert.rejects(send({ method: 'PATCH', url: `${base}/fails`, body: {} }), (error) => {
    assert.ok(error instanceof ProblemError)
    assert.equal(error.status, 412)
    assert.deepEqual(error.document.current, { version: 4 })
    return true
  })
})

test('a connection that breaks is tried once more with the same key', async () => {
  broken = 1
  const before = heard.length
  await send({ method: 'POST', url: `${base}/x`, body: {} })
  const keys = heard.slice(before).map(({ headers }) => headers['idempotency-key'])
  assert.equal(keys.length, 2)
  assert.equal(keys[0], keys[1])
})

test('no answer to both tries is said as a problem of status 0', async () => {
  broken = 2
  await assert.rejects(
    send({ method: 'GET', url: `${base}/x`, body: undefined }),
    (error) => error instanceof ProblemError && error.status === 0,
  )
})

test('a given-up call is not tried again', async () => {
  const given = new AbortController()
  given.abort()
  const before = heard.length
  await assert.rejects(send({ method: 'GET', url: `${base}/x`, body: undefined }, { signal: given.signal }), { name: 'AbortError' })
  assert.equal(heard.length, before)
})
