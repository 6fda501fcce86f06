import assert from 'node:assert/strict'
import { test } from 'node:test'
import { learn } from '../learning/learn.ts'
import { aggregate } from './aggregate.ts'
import type { ChoiceBallot } from './ballot.ts'
import type { ChoiceAnswer } from './choice.ts'
import type { ChoiceQuestion } from './question.ts'
import type { CouncilState } from './state.ts'
import { createState } from './state.ts'

const optionIds = ['a', 'b', 'c', 'd']
const question: ChoiceQuestion = { type: 'choice', options: optionIds.map((id) => ({ id })), reversibility: 'reversible' }
const voters = Array.from({ length: 13 }, (_, index) => ({ id: `p${String(index).padStart(2, '0')}`, provider: `q${index % 3}` }))

/** A fixed but shapeless sequence of numbers from 0 to 1. */
function numbers(start: number): () => number {
  let state = start
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function drawBallots(start: number): ChoiceBallot[] {
  const next = numbers(start)
  return voters.map(({ id, provider }) => {
    const values = optionIds.map(() => next() ** 4)
    const total = values.reduce((sum, value) => sum + value, 0)
    const probabilities = Object.fromEntries(optionIds.map((option, index) => [option, values[index]! / total]))
    return { voter: id, provider, probabilities, evidence: [`E-${id}`], reason: `reason of ${id}` }
  })
}

function learned(count: number): CouncilState {
  let state = createState(voters)
  for (let round = 0; round < count; round++) {
    const outcome = { credits: { [optionIds[round % 4]!]: 1 } }
    state = learn(state, { kind: 'resolved', question, ballots: drawBallots(round), outcome, resolver: 'metric' })
  }
  return state
}

function largestMove(left: ChoiceAnswer, right: ChoiceAnswer): number {
  return Math.max(...optionIds.map((id) => Math.abs(left.probabilities[id]! - right.probabilities[id]!)))
}

const fresh = createState(voters)
const taught = learned(60)

test('the order of ballots, of options and of the keys in them changes not one bit', () => {
  for (const state of [fresh, taught]) {
    const ballots = drawBallots(7)
    const turned = ballots.toReversed().map((ballot) => ({
      ...ballot,
      probabilities: Object.fromEntries(Object.entries(ballot.probabilities!).reverse()),
    }))
    const turnedQuestion = { ...question, options: question.options.toReversed() }
    assert.deepEqual(aggregate(turnedQuestion, turned, state), aggregate(question, ballots, state))
  }
})

test('the names of options carry nothing: renaming them renames the answer', () => {
  const renamed = { a: 'c', b: 'd', c: 'a', d: 'b' } as Record<string, string>
  const ballots = drawBallots(11)
  const answer = aggregate(question, ballots, taught)
  const other = aggregate(
    question,
    ballots.map((ballot) => ({
      ...ballot,
      probabilities: Object.fromEntries(Object.entries(ballot.probabilities!).map(([id, value]) => [renamed[id]!, value])),
    })),
    taught,
  )
  for (const id of optionIds) assert.ok(Math.abs(answer.probabilities[id]! - other.probabilities[renamed[id]!]!) < 1e-12)
})

test('an absent persona changes nothing but the list of the absent', () => {
  const ballots = drawBallots(3).slice(0, 10)
  const silent: ChoiceBallot[] = [
    { voter: 'p10', absent: 'timed out' },
    { voter: 'p11', probabilities: { a: Number.NaN, b: 1, c: 0, d: 0 } },
    { voter: 'stranger', absent: 'no answer' },
  ]
  for (const state of [fresh, taught]) {
    const { absent, ...answer } = aggregate(question, [...ballots, ...silent], state)
    const { absent: none, ...without } = aggregate(question, ballots, state)
    assert.deepEqual(answer, without)
    assert.deepEqual([absent.map(({ voter }) => voter), none], [['p10', 'p11', 'stranger'], []])
  }
})

test('a persona who is known but was not convened changes nothing', () => {
  const ballots = drawBallots(3)
  const convened = { ...question, council: voters.map(({ id }) => id) }
  const small = aggregate(convened, ballots, taught)
  const withGuest = learn(taught, { kind: 'seated', voters: [{ id: 'zz' }] })
  const answer = aggregate(convened, ballots, { ...withGuest, weights: [...taught.weights.slice(0, 13), 0.1, taught.weights[13]!] })
  assert.ok(largestMove(small, answer) < 1e-12)
})

test('probabilities sum to 1 for any council, learned or not', () => {
  for (let start = 0; start < 40; start++) {
    const ballots = drawBallots(start).slice(0, 1 + (start % 13))
    const answer = aggregate(question, ballots, start % 2 ? taught : fresh)
    const total = Object.values(answer.probabilities).reduce((sum, value) => sum + value, 0)
    assert.ok(Math.abs(total - 1) < 1e-12)
    assert.ok(Object.values(answer.probabilities).every((value) => value > 0 && value < 1))
  }
})

test('extreme ballots give finite answers', () => {
  const extremes = [
    { a: 1, b: 0, c: 0, d: 0 },
    { a: 1e308, b: 1e308, c: 1e308, d: 1e308 },
    { a: 5e-324, b: 0, c: 0, d: 0 },
    { a: 0, b: 0, c: 1e-300, d: 1 },
    { a: 100, b: 0, c: 0, d: 0 },
  ]
  const ballots = voters.map(({ id }, index) => ({ voter: id, evidence: [id], probabilities: extremes[index % extremes.length]! }))
  for (const state of [fresh, taught]) {
    const answer = aggregate(question, ballots, state)
    assert.ok(Object.values(answer.probabilities).every((value) => value > 0 && value < 1))
    assert.ok(Number.isFinite(answer.effectiveVoices.effective) && Number.isFinite(answer.dissent!.strength))
  }
})

test('a herd that copies a ballot without new evidence moves the answer by at most .02', () => {
  for (const state of [fresh, taught]) {
    const honest = drawBallots(5).slice(0, 6)
    const original = honest[2]!
    const before = aggregate(question, honest, state)
    const herds = [
      { ...original, reason: original.reason!.toUpperCase() },
      { ...original, evidence: [] },
      { ...original, reason: 'the same in other words' },
      { ...original, reason: 'the same in other words', evidence: [], sealed: 0 },
      { ...original, reason: 'my own words', evidence: [], sawPeers: true },
    ]
    for (const copy of herds) {
      const herd = voters.slice(6).map(({ id }) => ({ sealed: 1, ...copy, voter: id }))
      const after = aggregate(question, [...honest, ...herd], state)
      assert.ok(largestMove(before, after) <= 0.02)
      assert.deepEqual(after.echoes[0], { voter: 'p06', of: original.voter })
    }
  }
})

test('bare copies without a word of reason are a herd too, unless people cast them', () => {
  const honest = drawBallots(5)
    .slice(0, 6)
    .map(({ voter, provider, probabilities }): ChoiceBallot => ({ voter, provider, probabilities }))
  const herd = voters.slice(6).map(({ id }) => ({ ...honest[2]!, voter: id, sealed: 1 }))
  const before = aggregate(question, honest, fresh)
  assert.ok(largestMove(before, aggregate(question, [...honest, ...herd], fresh)) <= 0.02)
  const people = herd.map((ballot) => ({ ...ballot, person: true }))
  assert.equal(aggregate(question, [...honest, ...people], fresh).effectiveVoices.minds, 13)
})

test('a herd that changes its mind in the crux round without new evidence moves the answer by nothing', () => {
  const ballots = drawBallots(9)
  const everyone = { a: 0.97, b: 0.01, c: 0.01, d: 0.01 }
  const inPlay = ballots.flatMap((ballot) => ballot.evidence!)
  const asked = { ...question, evidence: [...inPlay, 'E-new'] }
  const before = aggregate(asked, ballots, taught)
  for (const evidence of [[], inPlay, ['invented']]) {
    const after = aggregate(
      asked,
      ballots.map((ballot) => ({ ...ballot, revision: { probabilities: everyone, evidence } })),
      taught,
    )
    assert.deepEqual(after.probabilities, before.probabilities)
    assert.ok(after.revisions.every(({ counted }) => !counted))
    assert.equal(after.cruxRound, undefined, 'there is one crux round at most')
  }
})

test('new evidence lets a change of mind count for half before anything was learned about flips', () => {
  const ballots = drawBallots(9)
  const flip = { probabilities: { a: 0.9, b: 0.05, c: 0.03, d: 0.02 }, evidence: ['E-new'] }
  const before = aggregate(question, ballots, fresh).probabilities.a!
  const half = aggregate(question, ballots.with(0, { ...ballots[0]!, revision: flip }), fresh)
  const whole = aggregate(question, ballots.with(0, { ...ballots[0]!, probabilities: flip.probabilities }), fresh)
  assert.ok(before < half.probabilities.a! && half.probabilities.a! < whole.probabilities.a!)
  assert.deepEqual(half.revisions, [{ voter: 'p00', counted: true }])
})

test('with nothing learned the pools and stacks all favour what the plain log pool favours', () => {
  for (let start = 0; start < 30; start++) {
    const { methods } = aggregate(question, drawBallots(start), fresh).explanation
    const favourites = methods.slice(2).map(({ probabilities }) => optionIds.toSorted((x, y) => probabilities[y]! - probabilities[x]!)[0])
    assert.equal(new Set(favourites).size, 1)
  }
})

test('without ballots the answer is unknown and undecided', () => {
  const answer = aggregate(question, [{ voter: 'p00', absent: 'no key' }], fresh)
  assert.deepEqual(answer.outcome, { kind: 'undecided', why: 'no-ballots' })
  assert.deepEqual([answer.probabilities, answer.dissent, answer.cruxRound], [{}, undefined, undefined])
  assert.deepEqual(answer.explanation, { methods: [], voters: [] })
})

test('yes and no are a choice of two', () => {
  const ballots = [0.9, 0.8, 0.3].map((probability, index) => ({ voter: `p0${index}`, probability, evidence: [`E${index}`] }))
  const answer = aggregate({ type: 'yes-no', reversibility: 'reversible' }, ballots, fresh)
  const same = aggregate(
    { ...question, options: [{ id: 'yes' }, { id: 'no' }] },
    ballots.map(({ voter, probability, evidence }) => ({ voter, evidence, probabilities: { yes: probability, no: 1 - probability } })),
    fresh,
  )
  assert.equal(answer.type, 'yes-no')
  assert.deepEqual(answer.probabilities, same.probabilities)
  assert.deepEqual(aggregate({ type: 'yes-no', reversibility: 'costly' }, [{ voter: 'x', probability: 1.2 }], fresh).absent.length, 1)
})

test('the explanation adds up: shares of the methods to 1 and their mix to the answer', () => {
  const answer = aggregate(question, drawBallots(2), taught)
  const { methods, voters: pulls } = answer.explanation
  assert.ok(Math.abs(methods.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-12)
  for (const id of optionIds) {
    const mixed = methods.reduce((sum, { share, probabilities }) => sum + share * probabilities[id]!, 0)
    assert.ok(Math.abs(mixed - answer.probabilities[id]!) < 1e-12)
  }
  assert.equal(pulls.length, 13)
})

test('a question with one option, or one twice, is refused with what to do', () => {
  assert.throws(() => aggregate({ ...question, options: [{ id: 'a' }] }, [], fresh), /at least two options/)
  assert.throws(() => aggregate({ ...question, options: [{ id: 'a' }, { id: 'a' }] }, [], fresh), /same id/)
})
