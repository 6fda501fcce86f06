import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startApp } from '#tests/support/app.ts'
import { signUp, totpCode } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('an app counts once it has shown a right code, and gives ten recovery codes of which hashes are kept', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const confirm = (code: string) => app.refused(contract.confirmTotp, { code }, { as: actor })
  assert.equal(await confirm('123456'), 'identity.no_totp_begun')
  const { secret } = await app.call(contract.beginTotp, {}, { as: actor })
  assert.equal(await confirm(totpCode(secret, -300)), 'identity.wrong_code')
  assert.equal(await confirm(totpCode(secret, 300)), 'identity.wrong_code')
  const { codes } = await app.call(contract.confirmTotp, { code: totpCode(secret) }, { as: actor })
  assert.equal(new Set(codes).size, 10)
  assert.ok(codes.every((code) => /^([A-Z0-9]{4}-){5}[A-Z0-9]{4}$/.test(code)))
  const stored = JSON.stringify(await app.rows('SELECT * FROM identity.recovery_code'))
  assert.equal(stored.includes(codes[0]!), false)
  assert.ok((await app.news()).some((one) => one.name === 'identity.credential_changed'))
})
