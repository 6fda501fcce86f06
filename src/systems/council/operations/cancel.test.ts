import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract as runs } from '#kernel/runs/contract.ts'
import { askedOf, startCouncil } from '#tests/support/council-app.ts'
import { hang } from '#tests/support/model-servers/reply.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startCouncil(() => hang, { minds: 2, providers: 1 })

test('a deliberation that is stopped ends its calls and asks nothing more', async () => {
  const made = await app.call(contract.ask, { text: 'Will anybody answer?', type: 'yes-no', deadlineSeconds: 600 })
  await until('both minds are being asked', async () => askedOf(app).length === 2, 60)
  const stopped = await app.call(contract.cancel, { question: made.question })
  assert.equal(stopped.state, 'cancelled')
  await until('its run has ended', async () => (await app.call(runs.get, { id: made.run })).state === 'cancelled', 60)
  assert.equal(askedOf(app).length, 2)
  assert.equal((await app.detail(made.question)).state, 'cancelled')
  assert.equal(await app.refused(contract.cancel, { question: made.question }), 'council.already_ended')
})

test('a run that is cancelled by itself leaves no question that seems to go on', async () => {
  const made = await app.call(contract.ask, { text: 'Will the run be stopped?', type: 'yes-no', deadlineSeconds: 600 })
  await until('both minds are being asked', async () => askedOf(app).length === 4, 60)
  await app.call(runs.cancel, { id: made.run })
  await until('the question has ended', async () => (await app.detail(made.question)).state === 'cancelled', 60)
})
