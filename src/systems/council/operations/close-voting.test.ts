import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody } from '#tests/support/app.ts'
import { startCouncil } from '#tests/support/council-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startCouncil(() => assert.fail('nobody is asked'), { providers: 0 })

test('people alone are a council too: the same arithmetic, after the vote is closed', async () => {
  const options = [{ label: 'Red' }, { label: 'Blue' }]
  const { id } = await app.ask({ text: 'Which colour?', type: 'preference', options, votingHours: 1 }, { state: 'voting' })
  for (const [name, ranking] of [
    ['Ann', [['red'], ['blue']]],
    ['Ben', [['red'], ['blue']]],
    ['Cay', [['blue'], ['red']]],
  ] as const) {
    await app.call(contract.vote, { question: id, ranking: ranking.map((tier) => [...tier]) }, { as: somebody(['council:vote'], name) })
  }
  await app.call(contract.closeVoting, { question: id })
  const asked = await until('it is answered', async () => {
    const seen = await app.detail(id)
    return seen.state === 'answered' && seen
  })
  assert.deepEqual([asked.answer!.outcome.option, asked.answer!.ranking], ['red', [['red'], ['blue']]])
  assert.deepEqual([asked.answer!.dissent!.name, asked.answer!.margins!['red']!['blue']], ['Cay', 1])
  assert.match(asked.answer!.sentence, /prefers “Red”/)
  assert.equal(await app.refused(contract.closeVoting, { question: id }), 'council.no_vote')
})

test('a vote whose time is over closes by itself', async () => {
  const { id } = await app.ask({ text: 'Will it end?', type: 'yes-no', votingHours: 1 }, { state: 'voting' })
  await app.call(contract.vote, { question: id, probability: 0.75 })
  await app.rows(`UPDATE council.question SET voting_ends_at = now() - interval '1 second' WHERE id = $1`, [id])
  const asked = await until(
    'it is answered',
    async () => {
      const seen = await app.detail(id)
      return seen.state === 'answered' && seen
    },
    90,
  )
  assert.equal(asked.answer!.outcome.option, 'yes')
})
