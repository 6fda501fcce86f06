import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { addTotp, join, mara, signUp, totpCode } from '#tests/support/people.ts'
import { contract } from './contract.ts'
import { identity } from './system.ts'

const app = await startApp({ systems: [identity] })
const owner = await signUp(app)

test('a sign-in names the person in the trail, one that failed too, and holds no secret', async () => {
  const enter = (input: { email: string; password: string }) => app.refused(contract.signIn, input, { as: anonymous })
  await enter({ email: mara.email, password: mara.password })
  await enter({ email: mara.email, password: 'wrong horse battery' })
  await enter({ email: 'nobody@example.com', password: 'wrong horse battery' })
  const rows = await app.rows(
    "SELECT person, outcome, error, input, address FROM kernel.audit WHERE operation = 'identity.signIn' ORDER BY at, id",
  )
  const address = '127.0.0.1'
  assert.deepEqual(rows, [
    { person: owner.person, outcome: 'done', error: null, input: { email: mara.email }, address },
    { person: owner.person, outcome: 'failed', error: 'identity.wrong_credentials', input: {}, address },
    { person: null, outcome: 'failed', error: 'identity.wrong_credentials', input: {}, address },
  ])
})

test('set-up, invitations and second steps name the person as well', async () => {
  const other = await join(app, owner.actor, { name: 'Olga', role: 'member' })
  const { secret } = await addTotp(app, other.actor)
  const { next } = await app.call(contract.signIn, { email: 'olga@example.com', password: mara.password }, { as: anonymous })
  await app.refused(contract.completeSignIn, { token: next!.token, code: '000000' }, { as: anonymous })
  await app.call(contract.completeSignIn, { token: next!.token, code: totpCode(secret, 30) }, { as: anonymous })
  const rows = await app.rows<{ operation: string; person: string }>(
    "SELECT operation, person FROM kernel.audit WHERE operation IN ('identity.setUp', 'identity.acceptInvitation', 'identity.completeSignIn') ORDER BY at, id",
  )
  assert.deepEqual(
    rows.map((row) => [row.operation, row.person]),
    [
      ['identity.setUp', owner.person],
      ['identity.acceptInvitation', other.person],
      ['identity.completeSignIn', other.person],
      ['identity.completeSignIn', other.person],
    ],
  )
})

test('every change of a credential is told as news, each once and with whom it concerns', async () => {
  await app.news()
  const { person, actor } = await join(app, owner.actor, { name: 'Nina', role: 'member' })
  await addTotp(app, actor)
  await app.call(contract.createRecoveryCodes, {}, { as: actor })
  await app.call(contract.removeTotp, {}, { as: actor })
  const made = await app.call(contract.createKey, { name: 'k' }, { as: actor })
  await app.call(contract.revokeKey, { id: made.details.id }, { as: actor })
  await app.call(contract.createPasswordLink, { id: person }, { as: owner.actor })
  await app.call(contract.changePassword, { current: mara.password, password: 'several quiet lanterns' }, { as: actor })
  const told = (await app.news()).filter((one) => one.payload['person'] === person)
  const changes = told.map((one) => (one.name === 'identity.credential_changed' ? one.payload['change'] : one.name))
  assert.deepEqual(changes, [
    'identity.person_changed',
    'identity.signed_in',
    'totp-added',
    'recovery-codes',
    'totp-removed',
    'identity.key_created',
    'identity.key_revoked',
    'identity.access_changed',
    'password-link',
    'password',
    'identity.access_changed',
  ])
})

test('a sign-in from a device or address that is new is told as such', async () => {
  const enter = async (device: string, address: string) => {
    await app.news()
    const call = { operation: contract.signIn.id, actor: anonymous, surface: 'http' as const, device, address }
    await app.kernel.execute({ ...call, input: { email: mara.email, password: mara.password } })
    return (await app.news()).find((one) => one.name === 'identity.signed_in')!.payload['isNew']
  }
  assert.deepEqual(
    [
      await enter('Firefox on Linux', '192.0.2.1'),
      await enter('Firefox on Linux', '192.0.2.1'),
      await enter('Firefox on Linux', '192.0.2.2'),
    ],
    [true, false, true],
  )
})
