import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startCouncil, wordsOf, yesNoOf } from '#tests/support/council-app.ts'
import { object } from '#tests/support/model-servers/reply.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) =>
  asked.text.includes('Give three numbers') ? object({ p10: 1, p50: 2, p90: 5, ...wordsOf(asked) }) : yesNoOf(asked, 0.7),
)

test('an empty ledger replays to what is known without one', async () => {
  assert.deepEqual(await app.call(contract.replay, {}).then(({ rows, stored, equal }) => ({ rows, stored, equal })), {
    rows: 0,
    stored: null,
    equal: true,
  })
})

test('replaying the ledger gives the stored state byte for byte', async () => {
  for (const happened of [1, 0.25]) {
    const { id } = await app.ask({ text: 'Will it come back?', type: 'yes-no', domain: 'echo' })
    await app.call(contract.resolve, { question: id, outcome: { happened } })
  }
  const number = await app.ask({ text: 'How much?', type: 'numeric' })
  await app.call(contract.resolve, { question: number.id, outcome: { value: 3.3 } })
  const replayed = await app.call(contract.replay, {})
  assert.deepEqual([replayed.rows, replayed.equal, replayed.stored], [4, true, replayed.replayed])
  await app.rows(`UPDATE council.state SET state = replace(state, '"outcomes":2', '"outcomes":9') WHERE seq = 4`)
  assert.equal((await app.call(contract.replay, {})).equal, false)
})
