import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aggregate } from './aggregate.ts'
import type { OpenBallot } from './ballot.ts'
import type { OpenQuestion } from './question.ts'
import { createState } from './state.ts'

const question: OpenQuestion = {
  type: 'open',
  reversibility: 'reversible',
  claims: [{ id: 'cheap', authors: ['a', 'b'] }, { id: 'fast', authors: ['c'] }, { id: 'loved' }],
}
const state = createState(['a', 'b', 'c', 'd'].map((id) => ({ id })))
const cast = (voter: string, cheap: number, fast: number): OpenBallot => ({ voter, claims: { cheap, fast }, reason: `words of ${voter}` })
const ballots = [cast('a', 0.9, 0.1), cast('b', 0.95, 0.2), cast('c', 0.9, 0.9), cast('d', 0.85, 0.1)]

test('every claim is voted on, only accepted ones may be written, disputed ones must be told', () => {
  const answer = aggregate(question, ballots, state)
  assert.deepEqual(
    answer.claims.map(({ claim, verdict }) => [claim, verdict]),
    [
      ['cheap', 'accepted'],
      ['fast', 'rejected'],
      ['loved', 'contested'],
    ],
  )
  assert.deepEqual(answer.outcome, { kind: 'decision', accepted: ['cheap'] })
  assert.deepEqual(answer.dissent, ['fast'])
  assert.equal(answer.claims[2]!.probability, undefined, 'nobody voted on it, so nothing is known')
})

test('the writer rotates and is no author of what was accepted when that can be', () => {
  assert.equal(aggregate(question, ballots, state).writer, 'c')
  assert.equal(aggregate({ ...question, written: { c: 1, d: 0, a: 1, b: 1 } }, ballots, state).writer, 'd')
  assert.equal(aggregate({ ...question, written: { b: 0, a: 3, c: 3, d: 3 } }, ballots, state).writer, 'b')
})

test('a copied ballot moves no claim, an equal vote on one claim is no copy', () => {
  const before = aggregate(question, ballots, state)
  const herd = ['e', 'f', 'g'].map((voter) => ({ ...ballots[2]!, voter, sealed: 1 }))
  const after = aggregate(question, [...ballots, ...herd], state)
  assert.deepEqual(after.claims, before.claims)
  assert.equal(after.echoes.length, 3)
  assert.equal(before.claims[0]!.answer.effectiveVoices.minds, 4, 'a and c both gave .9 and both count')
})

test('without any vote nothing is decided and two silent voters are no copies', () => {
  const answer = aggregate(
    question,
    [
      { voter: 'a', claims: {} },
      { voter: 'b', absent: 'timed out' },
    ],
    state,
  )
  assert.deepEqual([answer.outcome, answer.echoes], [{ kind: 'undecided', why: 'no-ballots' }, []])
  assert.throws(() => aggregate({ ...question, claims: [{ id: 'x' }, { id: 'x' }] }, [], state), /same id/)
})
