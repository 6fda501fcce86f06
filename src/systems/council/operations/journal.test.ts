import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mindIn, startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, mindIn(asked) === 'strategist' ? 0.1 : 0.8), { minds: 3 })
const known = await app.ask({ text: 'Did it work?', type: 'yes-no', domain: 'work' })
await app.call(contract.resolve, { question: known.id, outcome: { happened: 1 } })
const due = await app.ask({ text: 'Will it be due?', type: 'yes-no' })
await app.rows(`UPDATE council.question SET review_at = now() - interval '1 second' WHERE id = $1`, [due.id])

test('the journal shows what is due first, and who was wrong about what is known', async () => {
  const { items, due: count } = await app.call(contract.journal, {})
  assert.deepEqual(
    items.map((one) => [one.id, one.reviewDue, one.right, one.wrong]),
    [
      [due.id, true, null, []],
      [known.id, false, true, ['Strategist']],
    ],
  )
  assert.equal(count, 1)
})

test('it can be narrowed to what is due, open or known, and to a domain', async () => {
  const ids = async (input: object) => (await app.call(contract.journal, input)).items.map((one) => one.id)
  assert.deepEqual(await ids({ show: 'due' }), [due.id])
  assert.deepEqual(await ids({ show: 'open' }), [due.id])
  assert.deepEqual(await ids({ show: 'resolved' }), [known.id])
  assert.deepEqual(await ids({ domain: 'work' }), [known.id])
  assert.equal(await app.refused(contract.journal, { project: 'nowhere' }), 'kernel.not_found')
})
