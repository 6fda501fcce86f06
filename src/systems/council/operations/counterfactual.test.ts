import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mindIn, startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, mindIn(asked) === 'strategist' ? 0.9 : 0.4), { minds: 3 })
for (const happened of [1, 1]) {
  const { id } = await app.ask({ text: 'Would it have been so?', type: 'yes-no' })
  await app.call(contract.resolve, { question: id, outcome: { happened } })
}

test('other settings say something else, and change nothing', async () => {
  const told = await app.call(contract.counterfactual, { settings: { priorWeight: 2 } })
  assert.deepEqual(Object.keys(told.questions[0]!.other).sort(), ['no', 'yes'])
  assert.notEqual(told.questions[0]!.real['yes'], told.questions[0]!.other['yes'])
  assert.equal(told.settings['priorWeight'], 2)
  assert.ok(told.other.choices!.brier !== told.real.choices!.brier)
  assert.equal((await app.call(contract.replay, {})).equal, true)
  const same = await app.call(contract.counterfactual, { settings: {} })
  assert.deepEqual(same.real, same.other)
})

test('settings that do not exist, or give no numbers, are refused', async () => {
  const settings: Record<string, number>[] = [{ boldness: 1 }, { priorWeight: -1 }, { weightVariance: 0 }, { weightFloor: 1 }]
  for (const one of settings) assert.equal(await app.refused(contract.counterfactual, { settings: one }), 'council.wrong_settings')
})
