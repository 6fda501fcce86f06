import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createState } from '../aggregation/state.ts'
import { learn } from '../learning/learn.ts'
import { quorumRule, wavesOf } from './quorum-rule.ts'

const voters = Array.from({ length: 9 }, (_, index) => `v${index}`)
const seats = voters.map((id) => ({ id }))

/** What the council knows after so many outcomes on which all erred together, or each by itself. */
function learned(outcomes: number, together: boolean) {
  let state = createState(seats)
  for (let index = 0; index < outcomes; index += 1) {
    const ballots = voters.map((voter, place) => {
      const wrong = together ? index % 3 === 0 : (index + place) % 9 === 0
      return { voter, probability: wrong ? 0.2 : 0.8, reason: `${voter} ${index}` }
    })
    const question = { type: 'yes-no', reversibility: 'reversible' } as const
    state = learn(state, { kind: 'resolved', question, ballots, outcome: { happened: 1 }, resolver: 'verdict' })
  }
  return state
}

test('everybody is asked while little is known, and where minds err each in their own way', () => {
  assert.equal(quorumRule(learned(10, true), voters).allowed, false)
  assert.equal(quorumRule(learned(60, false), voters).allowed, false)
  assert.deepEqual(wavesOf(learned(10, true), voters, true), [voters])
})

test('where errors go together, five are asked first and then two at a time, the heaviest before the others', () => {
  const state = learned(60, true)
  assert.equal(quorumRule(state, voters).allowed, true)
  const waves = wavesOf(state, voters, true)
  assert.deepEqual(
    waves.map((wave) => wave.length),
    [5, 2, 2],
  )
  assert.deepEqual([...waves.flat()].sort(), voters)
  assert.deepEqual(wavesOf(state, voters, false), [voters])
  assert.deepEqual(wavesOf(state, [], true), [])
})
