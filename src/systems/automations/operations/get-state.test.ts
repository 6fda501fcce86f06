import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations } from '#tests/support/automations-app.ts'
import { clockAt } from '#tests/support/set-clock.ts'
import { contract } from '../contract.ts'

const clock = clockAt('2026-11-30T12:00:00Z')
const app = await startAutomations([], { clock })

test('a value is read with its version until its time is over', async () => {
  assert.equal((await app.call(contract.getState, { key: 'lease' })).found, null)
  await app.call(contract.setState, { key: 'lease', value: 'mine', expiresInSeconds: 60 })
  const { found } = await app.call(contract.getState, { key: 'lease' })
  assert.deepEqual([found!.value, found!.version, found!.expiresAt], ['mine', 1, '2026-11-30T12:01:00.000Z'])
  clock.advance(60_000)
  assert.equal((await app.call(contract.getState, { key: 'lease' })).found, null)
  assert.equal((await app.call(contract.setState, { key: 'lease', value: 'yours', ifVersion: 0 })).version, 1)
})
