import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, 0.7), { minds: 1, providers: 1 })
for (const text of ['Will one come?', 'Will two come?', 'Will three come?']) await app.ask({ text, type: 'yes-no' })

test('questions are listed, the newest first, page by page', async () => {
  const first = await app.call(contract.list, { limit: 2 })
  assert.deepEqual(
    first.items.map((one) => [one.text, one.state]),
    [
      ['Will three come?', 'answered'],
      ['Will two come?', 'answered'],
    ],
  )
  assert.match(first.items[0]!.sentence!, /\d+ %/)
  const rest = await app.call(contract.list, { limit: 2, cursor: first.next! })
  assert.deepEqual([rest.items.map((one) => one.text), rest.next], [['Will one come?'], null])
})

test('filters narrow the list', async () => {
  assert.equal((await app.call(contract.list, { text: 'TWO' })).items.length, 1)
  assert.equal((await app.call(contract.list, { type: 'choice' })).items.length, 0)
  assert.equal((await app.call(contract.list, { state: 'answered', resolved: false })).items.length, 3)
  assert.equal((await app.call(contract.list, { micro: true })).items.length, 0)
  assert.equal(await app.refused(contract.list, { project: 'nowhere' }), 'kernel.not_found')
  assert.deepEqual((await app.call(contract.list, { project: newId() })).items, [])
})

test('who may see one project only sees no question about all of them', async () => {
  const narrow = somebody([{ permission: 'council:read', projects: new Set([newId()]) }])
  assert.deepEqual((await app.call(contract.list, {}, { as: narrow })).items, [])
})
