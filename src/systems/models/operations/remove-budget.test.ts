import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

test('a budget is taken away once, and told', async () => {
  const app = await startApp({ systems: [models] })
  const { id } = (await app.call(contract.listBudgets, {})).items[0]!
  await app.news()
  await app.call(contract.removeBudget, { id })
  assert.deepEqual(await app.news(), [{ name: 'models.budget_changed', payload: { budget: id } }])
  assert.deepEqual((await app.call(contract.listBudgets, {})).items, [])
  assert.equal(await app.refused(contract.removeBudget, { id }), 'kernel.not_found')
})
