import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, 0.8), { minds: 1, providers: 1 })
const { id } = await app.ask({ text: 'Will it be written down?', type: 'yes-no' })
await app.call(contract.resolve, { question: id, outcome: { happened: 1 } })

test('the ledger lists its rows, the newest first, each with the hash of what was known after it', async () => {
  const first = await app.call(contract.ledger, { limit: 1 })
  assert.deepEqual([first.items[0]!.kind, first.items[0]!.question, first.items[0]!.seq], ['resolved', id, 2])
  const rest = await app.call(contract.ledger, { before: first.next! })
  assert.deepEqual([rest.items.map((one) => one.kind), rest.next], [['seated'], null])
  assert.notEqual(first.items[0]!.stateHash, rest.items[0]!.stateHash)
})

test('which question a row is about is told to those who may see it', async () => {
  const narrow = somebody([{ permission: 'council:read', projects: new Set([newId()]) }])
  const { items } = await app.call(contract.ledger, {}, { as: narrow })
  assert.deepEqual(
    items.map((one) => one.question),
    [null, null],
  )
})
