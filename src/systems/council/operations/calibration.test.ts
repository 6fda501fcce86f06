import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, 0.8), { minds: 1, providers: 1 })

test('before the first outcome nothing is known, and afterwards each one adds a point', async () => {
  const before = await app.call(contract.calibration, {})
  assert.deepEqual([before.outcomes, before.council.choices, before.points], [0, null, []])
  for (const happened of [1, 0]) {
    const { id } = await app.ask({ text: 'Will it be so?', type: 'yes-no' })
    await app.call(contract.resolve, { question: id, outcome: { happened } })
  }
  const { points, council } = await app.call(contract.calibration, {})
  assert.deepEqual(
    points.map((point) => point.count),
    [1, 2],
  )
  assert.ok(Math.abs(points[1]!.council - council.choices!.brier) < 1e-12)
})
