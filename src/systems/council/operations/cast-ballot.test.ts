import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startCouncil } from '#tests/support/council-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startCouncil(() => assert.fail('nobody is asked'), { providers: 0 })
const { id } = await app.ask({ text: 'How many will come?', type: 'numeric', unit: 'people', votingHours: 2 }, { state: 'voting' })
const tokenFor = async (name: string) => {
  const made = await app.call(contract.inviteVoter, { question: id, name })
  return new URL(made.link).hash.slice('#token='.length)
}

test('a guest votes once; a ballot that does not fit does not use the token up; all count alike', async () => {
  const token = await tokenFor('Ann')
  const quantiles = { p10: 10, p50: 20, p90: 40 }
  assert.equal(await app.refused(contract.castBallot, { token, probability: 0.5 }, { as: anonymous }), 'council.wrong_ballot')
  await app.call(contract.castBallot, { token, quantiles, reason: 'As last year.' }, { as: anonymous })
  assert.equal(await app.refused(contract.castBallot, { token, quantiles }, { as: anonymous }), 'council.wrong_invitation')
  await app.call(contract.castBallot, { token: await tokenFor('Ben'), quantiles: { p10: 20, p50: 30, p90: 50 } }, { as: anonymous })
  await app.call(contract.closeVoting, { question: id })
  const asked = await until('it is answered', async () => {
    const seen = await app.detail(id)
    return seen.state === 'answered' && seen
  })
  assert.deepEqual(
    asked.seats.map((seat) => [seat.name, seat.kind, seat.ballots[0]!.reason]),
    [
      ['Ann', 'person', 'As last year.'],
      ['Ben', 'person', null],
    ],
  )
  const { p50 } = asked.answer!.quantiles!
  assert.ok(p50 >= 20 && p50 <= 30)
  assert.match(asked.answer!.sentence, /^About \d+ people, with 80 % between/)
})

test('two uses of one token at the same moment seal one ballot', async () => {
  const next = await app.ask({ text: 'How many will stay?', type: 'numeric', votingHours: 2 }, { state: 'voting' })
  const made = await app.call(contract.inviteVoter, { question: next.id, name: 'Cay' })
  const token = new URL(made.link).hash.slice('#token='.length)
  const quantiles = { p10: 1, p50: 2, p90: 3 }
  const codes = await Promise.all([1, 2, 3].map(() => app.refused(contract.castBallot, { token, quantiles }, { as: anonymous })))
  assert.deepEqual(codes.sort(), ['council.wrong_invitation', 'council.wrong_invitation', 'done'])
})
