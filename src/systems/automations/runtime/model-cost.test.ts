import assert from 'node:assert/strict'
import { test } from 'node:test'
import { models } from '#systems/models/system.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { say } from '#tests/support/model-servers/reply.ts'
import { contract } from '../contract.ts'
import { costOf } from './model-cost.ts'

const server = await startModelServer(() => say('Four.', { input: 30, output: 2 }))
const app = await startAutomations([models])
const model = await addModel(app, { provider: 'desk', kind: 'openai-compatible', baseUrl: server.openai })

test('a step that asks a model shows what the ledger says it cost, and the run the sum', async () => {
  const ask = (id: string) => `- { id: ${id}, uses: models.ask, with: { model: ${model}, question: 'What is 2 + 2?' } }`
  const run = await app.carryOut(textOf('asks', `${ask('one')}\n${ask('two')}\n- { id: quiet, uses: shell, with: { command: 'true' } }`))
  assert.deepEqual([run.state, run.cost], ['done', { micros: 100, unknown: 0 }])
  const paid = run.items.filter(({ cost }) => cost !== null)
  assert.deepEqual(
    paid.map(({ step, cost }) => [step, cost]),
    [
      ['one', { micros: 50, unknown: 0 }],
      ['two', { micros: 50, unknown: 0 }],
    ],
  )
  assert.deepEqual((await app.call(contract.getTask, { run: run.id, key: paid[0]!.key })).cost, { micros: 50, unknown: 0 })
  // What a run takes over from another one was paid for there.
  const again = await app.ended((await app.call(contract.restartRun, { run: run.id, from: paid[1]!.key })).run)
  assert.deepEqual(again.cost, { micros: 50, unknown: 0 })
})

test('no model is no cost, and an unknown one is not nothing', async () => {
  assert.deepEqual([costOf({ text: 'x' }), costOf(null), costOf([1])], [{}, {}, {}])
  assert.deepEqual(costOf({ costMicros: null }), { cost: { micros: null } })
  const run = await app.carryOut(textOf('free', '- { id: a, uses: set, with: { b: 1 } }'))
  assert.equal(run.cost, null)
})
