import assert from 'node:assert/strict'
import { test } from 'node:test'
import { totpPurpose } from '../factors/totp.ts'
import { startApp } from '#tests/support/app.ts'
import { addTotp, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('the secret of 160 bits is sealed for its person, shown as text and picture, and not replaced once it is used', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, person } = await signUp(app)
  const { secret, uri, qr } = await app.call(contract.beginTotp, {}, { as: actor })
  assert.match(uri, /^otpauth:\/\/totp\/Optimus:mara%40example\.com\?/)
  assert.ok(uri.includes(`secret=${secret}`))
  assert.match(qr, /^<svg/)
  assert.equal(secret.length, 32)
  const [row] = await app.rows<{ sealed: Buffer }>('SELECT sealed FROM identity.totp')
  assert.equal(app.kernel.vault.open(totpPurpose(person), row!.sealed), secret)
  await addTotp(app, actor)
  assert.equal(await app.refused(contract.beginTotp, {}, { as: actor }), 'identity.totp_exists')
  const key = { ...actor, kind: 'key' as const }
  assert.equal(await app.refused(contract.beginTotp, {}, { as: key }), 'kernel.verification_required')
})
