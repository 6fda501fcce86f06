import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSecret } from '#kernel/settings/public.ts'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('removing a secret asks first, and then it is gone', async () => {
  const app = await startApp()
  await app.call(contract.setSecret, { name: 'a.key', value: 'x' })
  assert.equal(await app.refused(contract.removeSecret, { name: 'a.key' }, { confirmed: false }), 'kernel.confirmation_required')
  await app.call(contract.removeSecret, { name: 'a.key' })
  assert.equal(await readSecret(app.kernel.context(app.owner), 'a.key'), null)
  assert.equal(await app.refused(contract.removeSecret, { name: 'a.key' }), 'settings.secret_not_found')
})
