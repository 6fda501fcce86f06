import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const { id: automation } = await app.save(greeting)

test('of many who set a value at the same version one wins', async () => {
  const first = await app.call(contract.setState, { key: 'counter', value: 0, ifVersion: 0 })
  assert.equal(first.version, 1)
  const tries = await Promise.all(
    Array.from({ length: 8 }, (_, value) => app.refused(contract.setState, { key: 'counter', value, ifVersion: 1 })),
  )
  assert.deepEqual(tries.filter((one) => one === 'done').length, 1)
  assert.deepEqual(new Set(tries), new Set(['done', 'automations.state_changed']))
  const fresh = await Promise.all(Array.from({ length: 8 }, () => app.refused(contract.setState, { key: 'new', value: 1, ifVersion: 0 })))
  assert.equal(fresh.filter((one) => one === 'done').length, 1)
})

test('a key that cannot be stored is refused for what it is, whatever failed first', async () => {
  const key = 'half \ud83d of a pair'
  assert.equal(await app.refused(contract.setState, { key, value: 1 }, { idempotencyKey: 'half' }), 'kernel.invalid_input')
  assert.equal((await app.call(contract.getState, { key })).found, null)
})

test('a step keeps values of its own automation under the name it acts by', async () => {
  const step = { ...app.owner, kind: 'workflow' as const, id: automation }
  const kept = await app.call(contract.setState, { scope: 'automation', key: 'own', value: { a: [1] } }, { as: step })
  assert.equal(kept.scope, `automation:${automation}`)
  assert.deepEqual((await app.call(contract.getState, { scope: 'automation:greeting', key: 'own' })).found!.value, { a: [1] })
  assert.equal(await app.refused(contract.setState, { scope: 'automation', key: 'own', value: 1 }), 'kernel.invalid_input')
})

test('values, scopes and rights have bounds', async () => {
  assert.equal(await app.refused(contract.setState, { key: 'big', value: 'x'.repeat(70_000) }), 'automations.state_too_large')
  await app.rows(
    `INSERT INTO automations.state (scope, key, value, updated_by) SELECT 'global', 'k' || n, '1', 'x' FROM generate_series(1, 5000) n`,
  )
  assert.equal(await app.refused(contract.setState, { key: 'one-more', value: 1 }), 'automations.state_too_large')
  assert.equal(await app.refused(contract.setState, { key: 'k1', value: 2 }), 'done')
  assert.equal(await app.refused(contract.setState, { scope: 'nonsense', key: 'a', value: 1 }), 'kernel.invalid_input')
  const guest = somebody([{ permission: 'automations:run', projects: new Set([newId()]) }])
  assert.equal(await app.refused(contract.setState, { key: 'k1', value: 3 }, { as: guest }), 'kernel.not_found')
})
