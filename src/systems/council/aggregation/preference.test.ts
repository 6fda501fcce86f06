import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aggregate } from './aggregate.ts'
import type { PreferenceBallot } from './ballot.ts'
import type { PreferenceQuestion } from './question.ts'
import { createState } from './state.ts'

const question: PreferenceQuestion = { type: 'preference', options: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }
const state = createState([])

function cast(orders: readonly string[]): PreferenceBallot[] {
  return orders.map((order, index) => ({ voter: `voter-${index}`, ranking: order.split('').map((id) => [id]) }))
}

test('a tie of the Schulze winners is broken by Borda and said so', () => {
  const answer = aggregate(question, cast(['abc', 'abc', 'bca', 'bca', 'cab', 'cab']), state)
  assert.deepEqual(answer.outcome, { kind: 'undecided', why: 'tie' })
  const broken = aggregate(question, cast(['abc', 'bac', 'acb', 'bca']), state)
  assert.deepEqual(broken.outcome, { kind: 'undecided', why: 'tie' })
  const decided = aggregate({ ...question, options: [...question.options, { id: 'd' }] }, cast(['abcd', 'bdca']), state)
  assert.deepEqual([decided.outcome, decided.tieBroken], [{ kind: 'decision', option: 'b' }, true])
})

test('the margin matrix, the dissent and the absent are reported', () => {
  const ballots: PreferenceBallot[] = [
    ...cast(['abc', 'abc', 'bac']),
    { voter: 'against', ranking: [['c'], ['b'], ['a']], reason: 'c is cheaper' },
    { voter: 'mute', absent: 'timed out' },
    { voter: 'broken', ranking: [['a'], ['a']] },
    { voter: 'stranger', ranking: [['z']] },
  ]
  const answer = aggregate(question, ballots, state)
  assert.deepEqual(answer.margins, { a: { b: 0, c: 2 }, b: { a: 0, c: 2 }, c: { a: -2, b: -2 } })
  assert.deepEqual(answer.dissent, { voter: 'against', pairsAgainst: 2, reason: 'c is cheaper' })
  assert.deepEqual(answer.absent, [
    { voter: 'broken', why: 'an option ranked twice' },
    { voter: 'mute', why: 'timed out' },
    { voter: 'stranger', why: 'an option that was not offered: z' },
  ])
})

test("the asker's weights turn the result", () => {
  const ballots = cast(['abc', 'abc', 'bca'])
  assert.deepEqual(aggregate(question, ballots, state).outcome, { kind: 'decision', option: 'a' })
  const weighted = { ...question, voterWeights: { 'voter-2': 3 } }
  assert.deepEqual(aggregate(weighted, ballots, state).outcome, { kind: 'decision', option: 'b' })
})

test('neither the order of ballots nor of options matters', () => {
  const ballots = cast(['abc', 'bca', 'cab', 'abc', 'cba'])
  const turned = { ...question, options: [...question.options].reverse() }
  assert.deepEqual(aggregate(turned, [...ballots].reverse(), state), aggregate(question, ballots, state))
})

test('voters who repeat the words of another are not counted, equal rankings without words are', () => {
  const copied = cast(['abc', 'abc', 'abc']).map((ballot) => ({ ...ballot, reason: 'It is the fastest.' }))
  assert.equal(aggregate(question, copied, state).effectiveVoices.minds, 1)
  assert.equal(aggregate(question, cast(['abc', 'abc', 'abc']), state).effectiveVoices.minds, 3)
})

test('without ballots nothing is decided', () => {
  assert.deepEqual(aggregate(question, [], state).outcome, { kind: 'undecided', why: 'no-ballots' })
})
