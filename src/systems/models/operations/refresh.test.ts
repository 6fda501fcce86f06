import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract as runs } from '#kernel/runs/contract.ts'
import { startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { say } from '#tests/support/model-servers/reply.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

const server = await startModelServer(() => say('Yes.'), ['gpt-5-mini', 'new'])
const app = await startApp({ systems: [models] })
await addModel(app, { provider: 'desk', kind: 'openai-compatible', baseUrl: server.openai })
await addModel(app, { provider: 'dead', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1' })

async function refreshed(provider: string) {
  const { run } = await app.call(contract.refresh, { provider })
  await until('the list is read', async () => (await app.call(runs.get, { id: run })).state === 'done', 60)
  return (await app.call(contract.listProviders, {})).items.find((one) => one.name === provider)!
}

test('reading the list again adds what is new and leaves prices and choices alone', async () => {
  const desk = await refreshed('desk')
  assert.deepEqual([desk.models, desk.enabledModels, desk.listProblem], [2, 1, null])
  const { items } = await app.call(contract.list, { provider: 'desk' })
  assert.deepEqual(
    items.map((one) => [one.name, one.enabled, one.price.input]),
    [
      ['gpt-5-mini', true, 1_000_000],
      ['new', false, null],
    ],
  )
})

test('a list that cannot be read is a reason to show, and what was known stays', async () => {
  const dead = await refreshed('dead')
  assert.match(dead.listProblem!, /cannot be reached/)
  assert.equal(dead.models, 1)
})
