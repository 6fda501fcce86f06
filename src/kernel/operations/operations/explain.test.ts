import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('an operation is explained from the source that runs', async () => {
  const app = await startApp()
  const explained = await app.call(contract.explain, { id: 'settings.set' })
  assert.equal(explained.file, 'src/kernel/settings/operations/set.ts')
  assert.equal(explained.command, 'optimus settings set')
  assert.deepEqual(explained.tables, ['kernel.setting'])
  assert.deepEqual(
    explained.events.map((one) => one.name),
    ['settings.changed'],
  )
  assert.ok(explained.stages.includes('audit'))
  assert.equal(await app.refused(contract.explain, { id: 'no.such' }), 'operations.not_found')
})
