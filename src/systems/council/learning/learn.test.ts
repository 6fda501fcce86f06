import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aggregate } from '../aggregation/aggregate.ts'
import type { ChoiceBallot } from '../aggregation/ballot.ts'
import type { ChoiceQuestion } from '../aggregation/question.ts'
import type { CouncilState } from '../aggregation/state.ts'
import { createState, priorPrecision } from '../aggregation/state.ts'
import { watchDrift } from './drift.ts'
import { learn } from './learn.ts'
import type { ChoiceOutcome, LedgerEntry } from './ledger.ts'
import { suggestPauses } from './pause.ts'

const question: ChoiceQuestion = { type: 'choice', options: [{ id: 'a' }, { id: 'b' }], reversibility: 'reversible' }
const pair = createState([{ id: 'x' }, { id: 'y' }])
const near = (actual: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`)

function cast(voter: string, a: number): ChoiceBallot {
  return { voter, probabilities: { a, b: 1 - a }, evidence: [`E-${voter}`] }
}

function resolve(state: CouncilState, ballots: readonly ChoiceBallot[], credits: ChoiceOutcome['credits']): CouncilState {
  return learn(state, { kind: 'resolved', question, ballots, outcome: { credits }, resolver: 'metric' })
}

test('one outcome moves the weights by exactly the step Λ⁻¹X(q − p)', () => {
  const after = resolve(pair, [cast('x', 0.9), cast('y', 0.4)], { a: 1 })
  const x = Math.log(9) / 2
  const y = Math.log(2 / 3) / 2
  const weight = 0.46 / 1.3
  const p = 1 / (1 + Math.exp(-2 * weight * (x + y)))
  // With a tally that favours a: its clr is t, and X(diag p − ppᵀ)Xᵀ = 4p(1 − p) v vᵀ for v = (x, y, t).
  const share = (2 * (0.8 / 0.9) + 0.5) / 3
  const inputs = [x, y, Math.log(share / (1 - share)) / 2]
  const prior = priorPrecision(2, pair.settings)
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      near(after.precision[row]![column]!, prior[row]![column]! + 4 * p * (1 - p) * inputs[row]! * inputs[column]!, 1e-9)
    }
  }
  const step = after.weights.map((value, row) => value - (row < 2 ? weight : 0))
  after.precision.forEach((line, row) => {
    const pulled = line.reduce((sum, value, column) => sum + value * step[column]!, 0)
    near(pulled, inputs[row]! * 2 * (1 - p), 1e-9)
  })
})

test('the mixture follows the likelihood of each method with a fixed share of one in a hundred', () => {
  const ballots = [cast('x', 0.9), cast('y', 0.4)]
  const said = aggregate(question, ballots, pair).explanation.methods.map(({ probabilities }) => probabilities.a!)
  const total = said.reduce((sum, value) => sum + value, 0)
  const { mixture } = resolve(pair, ballots, { a: 1 })
  mixture.forEach((share, member) => near(share, (0.99 * said[member]!) / total + 0.01 / 6))
})

test('who is right gains weight, who is wrong loses it, never below −.05 before its domain', () => {
  let state = createState(['x', 'y', 'z'].map((id) => ({ id })))
  for (let round = 0; round < 200; round++) {
    const truth = round % 2 ? 'a' : 'b'
    const give = (voter: string, right: number) => cast(voter, truth === 'a' ? right : 1 - right)
    const ballots = [give('x', round % 4 ? 0.8 : 0.3), give('y', round % 5 ? 0.1 : 0.8), give('z', round % 3 ? 0.7 : 0.4)]
    state = resolve(state, ballots, { [truth]: 1 })
  }
  assert.ok(state.weights[0]! > 0.4 && state.weights[1] === -0.05)
  assert.deepEqual(
    state.voters.map(({ answered, hits }) => [answered, hits]),
    [
      [200, 150],
      [200, 40],
      [200, 133],
    ],
  )
  assert.deepEqual(suggestPauses(state), ['y'])
})

test('skill in one domain does not carry over whole to another', () => {
  let state = pair
  for (let round = 0; round < 60; round++) {
    const entry = { kind: 'resolved', ballots: [cast('x', 0.8), cast('y', 0.3)], outcome: { credits: { a: 1 } }, resolver: 'task' } as const
    state = learn(state, { ...entry, question: { ...question, domain: 'sales' } })
  }
  assert.deepEqual(Object.keys(state.domains), ['sales'])
  const [x, y] = state.domains.sales!.delta
  assert.ok(x! > 0 && y! < 0)
})

test('absent voices neither gain nor lose, whatever happens', () => {
  let state = createState(['x', 'y', 'z'].map((id) => ({ id })))
  for (let round = 0; round < 20; round++) {
    state = resolve(state, [cast('x', 0.9), cast('y', 0.8), { voter: 'z', absent: 'timed out' }], { a: 1 })
  }
  assert.deepEqual(state.voters[2], { ...createState([{ id: 'z' }]).voters[0]! })
  assert.equal(state.errors.count[2]![2], 0)
  assert.equal(state.domains.general!.delta[2], 0)
})

test('a question nobody answered teaches nothing', () => {
  assert.equal(resolve(pair, [{ voter: 'x', absent: 'no key' }], { a: 1 }), pair)
})

test('shared credit counts in part and is scaled to 1', () => {
  const after = resolve(pair, [cast('x', 0.9), cast('y', 0.4)], { a: 3, b: 1 })
  assert.deepEqual(
    after.voters.map(({ hits }) => hits),
    [0.75, 0.25],
  )
  assert.deepEqual(after, resolve(pair, [cast('x', 0.9), cast('y', 0.4)], { a: 0.75, b: 0.25 }))
})

test('likes and preferences change nothing at all', () => {
  const taught = resolve(pair, [cast('x', 0.9), cast('y', 0.4)], { a: 1 })
  assert.equal(learn(taught, { kind: 'approval', liked: true }), taught)
  const preference: LedgerEntry = {
    kind: 'resolved',
    question: { type: 'preference', options: question.options },
    ballots: [{ voter: 'x', ranking: [['a'], ['b']] }],
    outcome: { chosen: 'b' },
    resolver: 'verdict',
  }
  assert.equal(learn(taught, preference), taught)
  const liked = { kind: 'resolved', question, ballots: [cast('x', 0.9)], outcome: { credits: { a: 1 } }, resolver: 'like' }
  assert.throws(() => learn(taught, liked as unknown as LedgerEntry), /no source of results/)
})

test('learning uses first answers: revisions change only what is known about flips', () => {
  const ballots = [cast('x', 0.9), cast('y', 0.4)]
  const revised = [ballots[0]!, { ...ballots[1]!, revision: { probabilities: { a: 0.95, b: 0.05 }, evidence: ['E-new'] } }]
  const { flipCredit, voters, ...plain } = resolve(pair, ballots, { a: 1 })
  const { flipCredit: taughtCredit, voters: taughtVoters, ...same } = resolve(pair, revised, { a: 1 })
  assert.deepEqual(same, plain)
  assert.ok(taughtCredit.value > flipCredit.value, 'the flip was right, so flips earn credit')
  assert.deepEqual([voters[1]!.flippedToRight, taughtVoters[1]!.flippedToRight], [0, 1])
  const wrong = resolve(pair, revised, { b: 1 })
  assert.ok(wrong.flipCredit.value < flipCredit.value)
  assert.equal(wrong.voters[1]!.flippedToWrong, 1)
})

test('the credit of flips stays between nothing and all', () => {
  const flip = (toA: number) => ({ ...cast('y', 0.4), revision: { probabilities: { a: toA, b: 1 - toA }, evidence: ['E-new'] } })
  let wrong = pair
  let right = pair
  for (let round = 0; round < 60; round++) {
    wrong = resolve(wrong, [cast('x', 0.6), flip(0.98)], { b: 1 })
    right = resolve(right, [cast('x', 0.6), flip(0.98)], { a: 1 })
  }
  assert.equal(wrong.flipCredit.value, 0)
  assert.ok(right.flipCredit.value > 0.5 && right.flipCredit.value <= 1)
})

test('claims that are still open teach nothing, resolved ones count as yes/no questions', () => {
  const open = { type: 'open', reversibility: 'reversible', claims: [{ id: 'p' }, { id: 'q' }] } as const
  const ballots = [
    { voter: 'x', claims: { p: 0.9, q: 0.2 }, evidence: ['1'] },
    { voter: 'y', claims: { p: 0.3, q: 0.4 }, evidence: ['2'] },
  ]
  const state = learn(pair, { kind: 'resolved', question: open, ballots, outcome: { held: { p: 1 } }, resolver: 'verdict' })
  assert.deepEqual([state.outcomes, state.voters.map(({ hits }) => hits)], [1, [1, 0]])
  const same = learn(pair, {
    kind: 'resolved',
    question: { type: 'yes-no', reversibility: 'reversible' },
    ballots: [
      { voter: 'x', probability: 0.9, evidence: ['1'] },
      { voter: 'y', probability: 0.3, evidence: ['2'] },
    ],
    outcome: { happened: 1 },
    resolver: 'verdict',
  })
  assert.deepEqual(same, state)
})

test('an outcome that does not fit its question is refused with what is wrong', () => {
  const ballots = [cast('x', 0.9)]
  assert.throws(() => resolve(pair, ballots, { z: 1 }), /"z", which was not an option/)
  assert.throws(() => resolve(pair, ballots, {}), /at least one option/)
  assert.throws(() => resolve(pair, ballots, { a: -1, b: 2 }), /less than 0/)
  const yesNo = { type: 'yes-no', reversibility: 'costly' } as const
  const half = { kind: 'resolved', question: yesNo, ballots: [], outcome: { happened: 2 }, resolver: 'metric' } as const
  assert.throws(() => learn(pair, half), /between 0 and 1/)
  const numeric = { type: 'numeric', reversibility: 'costly' } as const
  const nothing = { kind: 'resolved', question: numeric, ballots: [], outcome: { value: Number.NaN }, resolver: 'metric' } as const
  assert.throws(() => learn(pair, nothing), /finite number/)
})

test('a voter the council did not know is seated when its first outcome arrives', () => {
  const after = resolve(pair, [cast('x', 0.9), cast('guest', 0.8)], { a: 1 })
  assert.deepEqual(
    after.voters.map(({ id, answered }) => [id, answered]),
    [
      ['guest', 1],
      ['x', 1],
      ['y', 0],
    ],
  )
  assert.equal(after.weights.length, 4)
})

test('drift is called when losses stay higher than they were, and then old outcomes fade', () => {
  const wave = (round: number) => 0.5 + 0.3 * Math.sin(round * 2.1)
  let calm = pair.drift
  for (let round = 0; round < 1000; round++) calm = watchDrift(calm, wave(round), pair.settings)
  assert.equal(calm.alarmed, false)
  let shifted = calm
  for (let round = 0; round < 60; round++) shifted = watchDrift(shifted, wave(round) + 0.4, pair.settings)
  assert.equal(shifted.alarmed, true)
  const ballots = [cast('x', 0.9), cast('y', 0.4)]
  let state = pair
  for (let round = 0; round < 300; round++) state = resolve(state, ballots, { [round % 3 ? 'a' : 'b']: 1 })
  const kept = resolve(state, ballots, { a: 1 })
  const faded = resolve({ ...state, drift: { ...state.drift, alarmed: true } }, ballots, { a: 1 })
  assert.ok(faded.precision[0]![0]! < kept.precision[0]![0]!)
})
