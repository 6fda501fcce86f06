import assert from 'node:assert/strict'
import { test } from 'node:test'
import { learn } from '../learning/learn.ts'
import { aggregate } from './aggregate.ts'
import type { NumericBallot, YesNoBallot } from './ballot.ts'
import type { YesNoQuestion } from './question.ts'
import type { CouncilState } from './state.ts'
import { createState } from './state.ts'
import { findTwins } from './twins.ts'

const free = ['a', 'b', 'c', 'd', 'e']
const herd = ['f', 'g', 'h', 'i', 'j', 'k', 'l', 'm']
const everybody = [...free, ...herd]
const question: YesNoQuestion = { type: 'yes-no', reversibility: 'reversible' }
const stated: Readonly<Record<string, number>> = { a: 0.72, b: 0.35, c: 0.6, d: 0.28, e: 0.55 }

/** The herd says what `a` says; the free ones err each in a rhythm of their own. Everybody rests on their own evidence. */
function ballotsOf(voters: readonly string[], say: (free: string) => number): YesNoBallot[] {
  return voters.map((voter) => ({ voter, provider: voter, evidence: [voter], probability: say(free.includes(voter) ? voter : 'a') }))
}

function learned(count: number): CouncilState {
  let state = createState(everybody.map((id) => ({ id, provider: id })))
  for (let index = 0; index < count; index += 1) {
    const ballots = ballotsOf(everybody, (voter) => (index % (3 + free.indexOf(voter)) === free.indexOf(voter) ? 0.25 : 0.75))
    state = learn(state, { kind: 'resolved', question, ballots, outcome: { happened: 1 }, resolver: 'metric' })
  }
  return state
}

const few = learned(40)
const many = learned(120)
const say = (voter: string) => stated[voter]!
const ask = (state: CouncilState, council: readonly string[], voters = council) =>
  aggregate({ ...question, council }, ballotsOf(voters, say), state)

test('voters that always erred alike are one voice, and until enough outcomes show it each is its own', () => {
  const seats = everybody.map((_, seat) => seat)
  assert.deepEqual(findTwins(few, seats), { voices: seats.map(() => 1), standIns: [] })
  const ninth = (id: string) => (id === 'a' || herd.includes(id) ? 1 / 9 : 1)
  assert.deepEqual(findTwins(many, seats).voices, everybody.map(ninth))
})

test('a herd with evidence of its own moves the answer by at most .02 once its errors are known', () => {
  const alone = ask(many, free)
  const withHerd = ask(many, everybody)
  assert.ok(Math.abs(alone.probabilities['yes']! - withHerd.probabilities['yes']!) <= 1e-9)
  assert.equal(withHerd.echoes.length, 0)
  assert.ok(Math.abs(ask(few, free).probabilities['yes']! - ask(few, everybody).probabilities['yes']!) > 0.02, 'there is something to mend')
})

test('who is silent is spoken for by a twin: its weight is not lost, and nobody is lifted for it', () => {
  const all = ask(many, everybody)
  for (const absent of [['a'], herd, herd.slice(1)]) {
    const heard = ask(
      many,
      everybody,
      everybody.filter((voter) => !absent.includes(voter)),
    )
    assert.ok(Math.abs(heard.probabilities['yes']! - all.probabilities['yes']!) <= 1e-9)
  }
})

test('a number of a herd weighs the same, however many of it speak', () => {
  const numbers = (voters: readonly string[]): NumericBallot[] =>
    voters.map((voter) => {
      const middle = free.includes(voter) ? 10 * (1 + free.indexOf(voter)) : 10
      return { voter, provider: voter, evidence: [voter], quantiles: { p10: middle - 5, p50: middle, p90: middle + 5 } }
    })
  const estimate = (voters: readonly string[]) =>
    aggregate({ type: 'numeric', reversibility: 'reversible', council: voters }, numbers(voters), many).quantiles
  assert.deepEqual(estimate(everybody), estimate(free))
})
