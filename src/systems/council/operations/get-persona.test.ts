import assert from 'node:assert/strict'
import { test } from 'node:test'
import { models } from '#systems/models/system.ts'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { council } from '../system.ts'

const app = await startApp({ systems: [models, council] })

test('a mind is shown with all it ever was, the newest version first', async () => {
  await app.call(contract.updatePersona, { persona: 'guardian', duty: 'Look for what can break.' })
  const guardian = await app.call(contract.getPersona, { persona: 'guardian' })
  assert.deepEqual(
    guardian.versions.map((one) => [one.version, one.changedBy]),
    [
      [2, 'Owner'],
      [1, 'Optimus'],
    ],
  )
  assert.equal(guardian.versions[0]!.duty, 'Look for what can break.')
  assert.notEqual(guardian.versions[1]!.duty, guardian.duty)
})

test('a mind that does not exist is not found', async () => {
  assert.equal(await app.refused(contract.getPersona, { persona: 'nobody' }), 'kernel.not_found')
})
