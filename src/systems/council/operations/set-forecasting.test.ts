import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { models } from '#systems/models/system.ts'
import { yesNoOf } from '#tests/support/council-app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { askForecasts } from '../forecasting/ask-forecasts.ts'
import { council } from '../system.ts'

const app = await startProjects((folder) => folder.commit('shop', { 'package.json': '{"name":"shop"}' }), { systems: [models, council] })
const server = await startModelServer((asked) => yesNoOf(asked, 0.6))
await app.rows('UPDATE council.persona SET enabled = position = 1')
await addModel(app, { provider: 'house', kind: 'openai-chat', baseUrl: server.openai, inputPrice: 100_000, outputPrice: 100_000 })
const ctx = app.kernel.context(program)

test('turned on, the council asks itself about real records, so many a day, each with a way to answer itself', async () => {
  assert.equal(await askForecasts(ctx), 0)
  await app.call(contract.setForecasting, { enabled: true, perDay: 2 })
  assert.equal(await askForecasts(ctx), 2)
  assert.equal(await askForecasts(ctx), 0)
  const { items } = await app.call(contract.list, { micro: true })
  assert.ok(items.every((one) => one.micro && one.project !== null && one.askedBy === 'Optimus'))
  const asked = await until('a forecast is answered', async () => {
    const seen = await app.call(contract.get, { question: items[0]!.id })
    return seen.state === 'answered' && seen
  })
  assert.equal(asked.resolver!.spec.kind, 'operation')
  assert.deepEqual((await app.call(contract.list, {})).items, [])
  assert.equal((await app.call(contract.forecasting, {})).open, 2)
})

test('turned off, it asks nothing more', async () => {
  await app.call(contract.setForecasting, { enabled: false, perDay: 20 })
  assert.equal(await askForecasts(ctx), 0)
})
