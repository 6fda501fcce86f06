import assert from 'node:assert/strict'
import { test } from 'node:test'
import { models } from '#systems/models/system.ts'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { council } from '../system.ts'

test('micro-forecasts are off until somebody turns them on', async () => {
  const app = await startApp({ systems: [models, council] })
  assert.deepEqual(await app.call(contract.forecasting, {}), { enabled: false, perDay: 5, open: 0, resolved: 0 })
})
