import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startApp } from '#tests/support/app.ts'
import { addPasskey, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('the browser is asked for a key that checks its holder, and not for one that is known already', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { id } = await addPasskey(app, actor)
  const { options } = await app.call(contract.beginPasskeyRegistration, {}, { as: actor })
  assert.deepEqual(
    (options['excludeCredentials'] as { id: string }[]).map((one) => one.id),
    [id],
  )
  const selection = options['authenticatorSelection'] as Record<string, unknown>
  assert.deepEqual([selection['userVerification'], selection['residentKey']], ['required', 'required'])
})
