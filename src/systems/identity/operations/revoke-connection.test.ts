import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { connect, web } from '#tests/support/oauth.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a program that was disconnected is out at once, with tokens that have not expired and those to come', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { tokens, client } = await connect(app, actor)
  const headers = { authorization: `Bearer ${tokens.access_token}` }
  assert.equal((await app.kernel.authenticate(headers, '::1')).kind, 'agent')
  const { items } = await app.call(contract.listConnections, {}, { as: actor })
  const id = items[0]!.id
  assert.equal(await app.refused(contract.revokeConnection, { id }, { as: somebody(['*']) }), 'identity.connection_not_found')
  await app.call(contract.revokeConnection, { id }, { as: actor })
  await assert.rejects(async () => {
    for (;;) await app.kernel.authenticate(headers, '::1')
  }, /taken back/)
  const refresh = { grant_type: 'refresh_token', client_id: client, refresh_token: tokens.refresh_token }
  assert.equal((await web(app, 'POST', '/api/auth/token', refresh)).status, 400)
})
