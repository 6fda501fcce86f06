import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { say } from '#tests/support/model-servers/reply.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

let answer = { status: 200, body: '{}', headers: {} as Record<string, string> }
const odd = createServer((_request, response) => void response.writeHead(answer.status, answer.headers).end(answer.body))
await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
after(() => odd.close().closeAllConnections())
const server = await startModelServer(() => say('Yes.'), ['a', 'b'])
const app = await startApp({ systems: [models] })
await addModel(app, { provider: 'good', kind: 'anthropic', baseUrl: server.anthropic })
await addModel(app, { provider: 'odd', kind: 'openai-compatible', baseUrl: `http://127.0.0.1:${(odd.address() as AddressInfo).port}/v1` })
await addModel(app, { provider: 'dead', kind: 'openai-compatible', baseUrl: `http://127.0.0.1:${await closedPort()}/v1` })

test('a provider that answers says how many models it has; nothing is bought', async () => {
  const tested = await app.call(contract.testProvider, { provider: 'good' })
  assert.deepEqual([tested.answers, tested.models, tested.sentence], [true, 2, 'good answers and lists 2 models.'])
  assert.deepEqual(server.asked, [])
})

test('one that does not says why', async () => {
  const sentence = async (provider: string) => {
    const tested = await app.call(contract.testProvider, { provider })
    assert.equal(tested.answers, false)
    return tested.sentence
  }
  assert.match(await sentence('dead'), /cannot be reached \(ECONNREFUSED\)/)
  answer = { status: 401, body: '{}', headers: {} }
  assert.match(await sentence('odd'), /does not accept the key/)
  answer = { status: 404, body: 'nothing', headers: {} }
  assert.match(await sentence('odd'), /no list of models/)
  answer = { status: 200, body: '<html>', headers: {} }
  assert.match(await sentence('odd'), /something else than a list/)
  answer = { status: 302, body: '', headers: { location: server.openai } }
  assert.match(await sentence('odd'), /redirect/)
  assert.ok(!server.others.includes('GET /v1/models'), 'a redirect is not followed')
})

/** A port that nobody listens on any more. */
async function closedPort(): Promise<number> {
  const short = createServer()
  await new Promise<void>((resolve) => short.listen(0, '127.0.0.1', resolve))
  const { port } = short.address() as AddressInfo
  await new Promise((resolve) => short.close(resolve))
  return port
}
