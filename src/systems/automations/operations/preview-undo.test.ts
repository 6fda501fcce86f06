import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('what would be undone is said in reverse order, with the data of the run, and nothing happens', async () => {
  await app.save(
    textOf(
      'saga',
      `- id: one
  uses: emit
  with: { type: did.one, data: { id: 7 } }
  compensate: { uses: emit, with: { type: undid.one, data: '\${ steps.one.output.data.id }' } }
- id: two
  uses: emit
  with: { type: did.two }
  compensate: { uses: emit, with: { type: undid.two } }
- { id: nap, uses: wait, with: { for: 1h } }
- { id: last, uses: emit, with: { type: did.last } }`,
    ),
  )
  const { run } = await app.call(contract.start, { automation: 'saga' })
  await until('it sleeps', async () => (await app.call(contract.explainRun, { run })).reasons[0]?.code === 'sleeping', 60)
  const { calls } = await app.call(contract.previewUndo, { run })
  assert.deepEqual(
    calls.map((call) => [call.what, (call.input as { data?: unknown }).data ?? null]),
    [
      ['undid.two', null],
      ['undid.one', 7],
    ],
  )
  assert.equal((await app.rows(`SELECT 1 FROM automations.event WHERE type LIKE 'undid%'`)).length, 0)
})
