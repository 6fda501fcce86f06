import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody } from '#tests/support/app.ts'
import { startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, 0.7), { minds: 1, providers: 1 })

test('likes are counted once for each person, and nothing is learned from them', async () => {
  const asked = await app.ask({ text: 'Will you like it?', type: 'yes-no' })
  const state = async () => (await app.rows<{ state: string }>('SELECT state FROM council.state ORDER BY seq DESC LIMIT 1'))[0]!.state
  const before = await state()
  const visitor = somebody(['council:vote'])
  await app.call(contract.approve, { question: asked.id, liked: true }, { as: visitor })
  await app.call(contract.approve, { question: asked.id, liked: true }, { as: visitor })
  assert.deepEqual(await app.call(contract.approve, { question: asked.id, liked: false }), { liked: 1, disliked: 1 })
  assert.equal(await state(), before)
  const { items } = await app.call(contract.ledger, {})
  assert.deepEqual(
    items.map((one) => one.kind),
    ['approval', 'approval', 'seated'],
  )
  assert.equal((await app.call(contract.replay, {})).equal, true)
})
