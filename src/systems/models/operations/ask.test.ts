import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { say } from '#tests/support/model-servers/reply.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

const server = await startModelServer(() => say('Four.', { input: 30, output: 2 }))
const app = await startApp({ systems: [models] })
const model = await addModel(app, { provider: 'desk', kind: 'openai-compatible', baseUrl: server.openai })

test('a question is answered with its cost and its row in the ledger', async () => {
  const answer = await app.call(contract.ask, { model, question: 'What is 2 + 2?' }, { as: somebody(['models:use']) })
  assert.deepEqual([answer.text, answer.inputTokens, answer.outputTokens, answer.costMicros], ['Four.', 30, 2, 50])
  const call = await app.call(contract.getCall, { id: answer.call })
  assert.deepEqual([call.purpose, call.state, call.actor, call.costMicros], ['models.ask', 'answered', 'Somebody', 50])
})

test('a question with a secret in it is not sent; the answer says where, and not what', async () => {
  const secret = ['ghp_', 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYabcd'].join('')
  const before = server.asked.length
  assert.equal(await app.refused(contract.ask, { model, question: `Why does\n${secret} not work?` }), 'models.refused_secret')
  await assert.rejects(app.call(contract.ask, { model, question: `Why does\n${secret} not work?` }), (error: Error) => {
    assert.match(error.message, /GitHub token in line 2 of message 1/)
    assert.ok(!JSON.stringify({ ...error, message: error.message }).includes('aB3dE5'))
    return true
  })
  assert.equal(server.asked.length, before)
  assert.ok(!JSON.stringify(await app.rows('SELECT input FROM kernel.audit')).includes('aB3dE5'))
})

test('whoever may spend in one project names it, and nobody else pays', async () => {
  const as = somebody([{ permission: 'models:use', projects: new Set([newId()]) }])
  assert.equal(await app.refused(contract.ask, { model, question: 'Hello?' }, { as }), 'kernel.forbidden')
})

test('whoever may only read cannot spend', async () => {
  assert.equal(await app.refused(contract.ask, { model, question: 'Hello?' }, { as: somebody(['models:read']) }), 'kernel.forbidden')
})
