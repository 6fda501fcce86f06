import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startCouncil } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil(() => assert.fail('nobody is asked'), { providers: 0, minds: 13 })

test('without a model no mind speaks: lenses are computed, the answer is undecided and says what to configure', async () => {
  const asked = await app.ask({ text: 'Which way shall we go?', options: [{ label: 'North' }, { label: 'South' }] })
  assert.deepEqual([asked.seats, asked.answer!.outcome.kind, asked.answer!.outcome.why], [[], 'undecided', 'no-ballots'])
  assert.match(asked.answer!.advice!, /No model is configured/)
  assert.equal(asked.lenses.length, 13)
  assert.ok(asked.lenses.every((lens) => lens.computed && lens.headline !== ''))
  assert.deepEqual(asked.answer!.probabilities, [])
})

test('a question about everything is not there for somebody with one project', async () => {
  const { items } = await app.call(contract.list, {})
  const narrow = somebody([{ permission: 'council:read', projects: new Set([newId()]) }])
  assert.equal(await app.refused(contract.get, { question: items[0]!.id }, { as: narrow }), 'kernel.not_found')
  assert.equal(await app.refused(contract.get, { question: newId() }), 'kernel.not_found')
})
