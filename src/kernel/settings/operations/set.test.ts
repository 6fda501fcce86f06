import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('a setting counts its versions, and a stale one changes nothing', async () => {
  const app = await startApp()
  assert.equal((await app.call(contract.set, { name: 'test.colour', value: 'red' })).version, 1)
  assert.equal((await app.call(contract.set, { name: 'test.colour', value: 'blue' }, { ifMatch: 1 })).version, 2)
  assert.equal(await app.refused(contract.set, { name: 'test.colour', value: 'green' }, { ifMatch: 1 }), 'kernel.stale_version')
  assert.deepEqual(
    (await app.news()).map((one) => one.name),
    ['settings.changed', 'settings.changed'],
  )
  assert.deepEqual(await app.audit(), ['settings.set done', 'settings.set done', 'settings.set failed'])
})

test('the same call with the same idempotency key happens once; another body under that key is refused', async () => {
  const app = await startApp()
  const input = { name: 'test.once', value: 1 }
  const first = await app.answer(contract.set, input, { idempotencyKey: 'k1' })
  const again = await app.answer(contract.set, input, { idempotencyKey: 'k1' })
  assert.deepEqual(again, { ...first, replayed: true })
  assert.equal((await app.news()).length, 1)
  assert.equal(await app.refused(contract.set, { ...input, value: 2 }, { idempotencyKey: 'k1' }), 'kernel.idempotency_conflict')
  const both = await Promise.all([1, 2].map(() => app.answer(contract.set, { name: 'test.twice', value: 1 }, { idempotencyKey: 'k2' })))
  assert.deepEqual(both.map((one) => one.replayed).sort(), [false, true])
})
