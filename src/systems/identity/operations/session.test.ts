import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { identity } from '../system.ts'
import { contract } from '../contract.ts'

test('anybody may ask who is signed in, and learns nothing about others', async () => {
  const app = await startApp({ systems: [identity] })
  const nobody = await app.call(contract.session, {}, { as: anonymous })
  assert.deepEqual(
    { ...nobody, host: '', version: '' },
    {
      setUp: false,
      signedIn: false,
      person: null,
      permissions: [],
      lacksFactor: false,
      timeZone: null,
      locale: null,
      host: '',
      version: '',
    },
  )
  const owner = await app.call(contract.session, {})
  assert.equal(owner.signedIn, true)
  assert.deepEqual(owner.permissions, ['*'])
})
