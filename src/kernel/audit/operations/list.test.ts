import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { contract as settings } from '#kernel/settings/contract.ts'
import { contract } from '../contract.ts'

test('the trail shows who did what and how it ended, newest first, page by page', async () => {
  const app = await startApp()
  for (const value of [1, 2, 3]) await app.call(settings.set, { name: 'test.number', value })
  assert.equal(
    await app.refused(settings.set, { name: 'test.number', value: 4 }, { as: somebody(['settings:read'], 'Reader') }),
    'kernel.forbidden',
  )
  const first = await app.call(contract.list, { limit: 2 })
  const second = await app.call(contract.list, { limit: 2, cursor: first.next! })
  const all = [...first.items, ...second.items]
  assert.deepEqual(
    all.map((one) => one.outcome),
    ['refused', 'done', 'done', 'done'],
  )
  assert.deepEqual(all[1]!.input, { name: 'test.number', value: 3 })
  assert.equal(second.next, null)
  assert.deepEqual((await app.call(contract.list, { outcome: 'refused' })).items.length, 1)
  assert.equal(await app.refused(contract.list, { cursor: 'nonsense' }), 'kernel.invalid_input')
})

test('it is filtered by person, operation, system and project', async () => {
  const app = await startApp()
  const [one, two] = [somebody(['*'], 'One'), somebody(['*'], 'Two')]
  await app.call(settings.set, { name: 'test.number', value: 1 }, { as: one })
  await app.call(settings.set, { name: 'test.number', value: 2 }, { as: two })
  const count = async (filter: object) => (await app.call(contract.list, filter)).items.length
  assert.equal(await count({ person: one.person! }), 1)
  assert.equal(await count({ actor: two.id }), 1)
  assert.deepEqual(
    [await count({ operation: 'settings' }), await count({ operation: 'settings.set' }), await count({ operation: 'set' })],
    [2, 2, 0],
  )
  assert.equal(await count({ project: one.person! }), 0)
})
