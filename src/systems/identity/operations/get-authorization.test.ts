import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { ask, web } from '#tests/support/oauth.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a person sees which program asks for what and where the answer goes, by id or typed code', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { request } = await ask(app, { scope: 'runs:read projects:*' })
  const shown = await app.call(contract.getAuthorization, { id: request }, { as: actor })
  assert.deepEqual([shown.program, shown.permissions, shown.goesTo], ['Editor', ['runs:read', 'projects:*'], 'client.example'])
  assert.deepEqual([shown.days, shown.address], [90, '127.0.0.1'])
  const device = (await (await web(app, 'POST', '/api/auth/device', { client_id: 'optimus-cli' })).json()) as { user_code: string }
  const typed = await app.call(contract.getAuthorization, { id: device.user_code.toLowerCase().replace('-', ' ') }, { as: actor })
  assert.deepEqual([typed.kind, typed.goesTo], ['device', null])
  assert.equal(await app.refused(contract.getAuthorization, { id: 'AAAA-AAAA' }, { as: actor }), 'identity.authorization_not_found')
})
