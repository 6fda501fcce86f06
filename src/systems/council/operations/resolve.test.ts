import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mindIn, startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, mindIn(asked) === 'strategist' ? 0.9 : 0.2), { minds: 3 })

test('what happened is learned from once: the mind that was right gains weight over the others', async () => {
  const asked = await app.ask({ text: 'Will it rain?', type: 'yes-no' })
  await app.news()
  const resolved = await app.call(contract.resolve, { question: asked.id, outcome: { happened: 1 }, note: 'It did.' })
  assert.deepEqual([resolved.outcome!.happened, resolved.outcome!.resolver, resolved.outcome!.by], [1, 'verdict', 'Owner'])
  const told = (await app.news('council')).map((one) => one.name)
  assert.deepEqual(told.sort(), ['council.learned', 'council.question_changed'])
  const { items } = await app.call(contract.listPersonas, {})
  const weight = (id: string) => items.find((one) => one.id === id)!.learnedWeight!
  assert.ok(weight('strategist') > weight('pragmatist'))
  assert.equal(await app.refused(contract.resolve, { question: asked.id, outcome: { happened: 0 } }), 'council.already_resolved')
})

test('an outcome that does not fit the question is refused and nothing is learned', async () => {
  const asked = await app.ask({ text: 'Will it snow?', type: 'yes-no' })
  const before = (await app.call(contract.ledger, {})).items.length
  for (const outcome of [{}, { option: 'yes' }, { value: 3 }]) {
    assert.equal(await app.refused(contract.resolve, { question: asked.id, outcome }), 'council.wrong_outcome')
  }
  assert.equal((await app.call(contract.ledger, {})).items.length, before)
})

test('a question without an answer cannot be resolved', async () => {
  const made = await app.call(contract.ask, { text: 'Will people say?', type: 'yes-no', votingHours: 1, minds: false })
  assert.equal(await app.refused(contract.resolve, { question: made.question, outcome: { happened: 1 } }), 'council.still_deliberating')
})
