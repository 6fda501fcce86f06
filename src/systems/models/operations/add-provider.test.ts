import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { say } from '#tests/support/model-servers/reply.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

const server = await startModelServer(() => say('Yes.'), ['llama3.3:70b', 'nomic-embed-text'])
const app = await startApp({ systems: [models] })
const key = 'canary-0123456789abcdef'

test('a provider is added with its key in the vault, and its models are read in the background', async () => {
  await app.audit()
  const added = await app.call(contract.addProvider, { name: 'desk', kind: 'openai-compatible', baseUrl: server.openai, key, free: true })
  assert.deepEqual([added.key, added.keyHint, added.baseUrl, added.free], ['vault', '…cdef', server.openai, true])
  assert.deepEqual(await app.audit(), ['models.addProvider done'])
  const listed = await until(
    'its models are listed',
    async () => {
      const { items } = await app.call(contract.list, {})
      return items.length === 2 && items
    },
    60,
  )
  assert.deepEqual(
    listed.map((one) => [one.reference, one.enabled, one.price.output]),
    [
      ['desk/llama3.3:70b', true, 0],
      ['desk/nomic-embed-text', false, 0],
    ],
  )
  const everything = JSON.stringify(await app.rows('SELECT p.*, a.*, o.* FROM models.provider p, kernel.audit a, kernel.outbox o'))
  assert.equal(everything.includes('canary'), false)
})

test('a name is given once, a key is needed where the kind needs one, and an address must be one', async () => {
  const add = (more: object) =>
    app.refused(contract.addProvider, { name: 'other', kind: 'openai-compatible', baseUrl: server.openai, ...more })
  assert.equal(await add({ name: 'desk' }), 'kernel.conflict')
  assert.equal(await add({ kind: 'anthropic' }), 'models.key_needed')
  assert.equal(await add({ baseUrl: undefined }), 'models.bad_address')
  assert.equal(await add({ baseUrl: 'http://models.example.com/v1', key }), 'models.bad_address')
})
