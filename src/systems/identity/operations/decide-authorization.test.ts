import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { ask, redirect, web } from '#tests/support/oauth.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a request is answered once, by a person with a fresh proof; a refusal is told to the program', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { request } = await ask(app)
  const decide = (as = actor) => app.refused(contract.decideAuthorization, { id: request, approve: true }, { as })
  assert.equal(await decide({ ...actor, verifiedAt: new Date(0) }), 'kernel.verification_required')
  assert.equal(await decide({ ...actor, kind: 'key' }), 'kernel.verification_required')
  const refused = await app.call(contract.decideAuthorization, { id: request, approve: false }, { as: actor })
  assert.equal(refused.redirect, `${redirect}?error=access_denied&state=s1&iss=${encodeURIComponent(app.kernel.config.publicUrl)}`)
  assert.equal(await decide(), 'identity.authorization_not_found')
})

test('a command line signs in by a code that a person allows, and gets its tokens once', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, person } = await signUp(app)
  const asked = await web(app, 'POST', '/api/auth/device', { client_id: 'optimus-cli', scope: 'runs:read' })
  const device = (await asked.json()) as { device_code: string; user_code: string }
  const poll = async () => {
    await app.rows('UPDATE identity.authorization_request SET polled_at = NULL')
    const fields = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: 'optimus-cli', device_code: device.device_code }
    const first = (await (await web(app, 'POST', '/api/auth/token', fields)).json()) as { error?: string; access_token: string }
    return first
  }
  assert.equal((await poll()).error, 'authorization_pending')
  assert.deepEqual(await app.call(contract.decideAuthorization, { id: device.user_code, approve: true }, { as: actor }), { redirect: null })
  const { access_token: token } = await poll()
  const program = await app.kernel.authenticate({ authorization: `Bearer ${token}` }, '::1')
  assert.deepEqual([program.kind, program.person, program.grants], ['key', person, [{ permission: 'runs:read', projects: 'all' }]])
  assert.equal((await poll()).error, 'invalid_grant')
  await assert.rejects(
    async () => {
      for (;;) await app.kernel.authenticate({ authorization: `Bearer ${token}` }, '::1')
    },
    /taken back/,
    'a code that came back was stolen',
  )
})

test('a person gives less than was asked for, and cannot give more', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { request } = await ask(app, { scope: 'runs:* projects:read' })
  const decide = (permissions: string[]) =>
    app.refused(contract.decideAuthorization, { id: request, approve: true, permissions }, { as: actor })
  for (const more of [['*'], ['projects:*'], ['runs:read', 'audit:read']]) assert.equal(await decide(more), 'identity.beyond_question')
  assert.equal(await decide(['runs:read']), 'done')
  const { items } = await app.call(contract.listConnections, {}, { as: actor })
  assert.deepEqual(items[0]!.permissions, ['runs:read'])
})
