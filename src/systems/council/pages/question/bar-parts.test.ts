import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, Seat } from '../client.ts'
import { ballotShares, barParts, methodSpread } from './bar-parts.ts'

const outcome = { kind: 'undecided', option: 'b', label: 'B', value: null, probability: 0.5, bar: 0.75, why: 'below-bar' } as const
const labelled = (shares: Record<string, number>) =>
  Object.entries(shares).map(([option, probability]) => ({ option, label: option.toUpperCase(), probability }))

test('the leading option stands first, and what is no answer last', () => {
  const options = [
    { id: 'a', label: 'A', kind: 'choice' as const },
    { id: 'b', label: 'B', kind: 'choice' as const },
    { id: 'none', label: 'None', kind: 'none' as const },
    { id: 'need-data', label: 'Data', kind: 'need-data' as const },
  ]
  const parts = barParts({ options }, { outcome, probabilities: labelled({ a: 0.2, b: 0.5, none: 0.05, 'need-data': 0.25 }) })
  assert.deepEqual(
    parts.map(({ option, open }) => [option, open]),
    [
      ['b', false],
      ['a', false],
      ['need-data', true],
      ['none', true],
    ],
  )
})

test('ballots are read as shares of an option, also those of people that do not sum to one', () => {
  const seat = (voter: string, shares: Record<string, number>) =>
    ({ voter, ballots: [{ round: 'ballot', probabilities: labelled(shares) }] }) as unknown as Seat
  const shares = ballotShares([seat('x', { a: 30, b: 10 }), seat('y', {}), seat('z', { b: 1 })], 'b', 'x')
  assert.deepEqual(
    shares.map(({ seat: { voter }, share, dissents }) => [voter, share, dissents]),
    [
      ['x', 0.25, true],
      ['z', 1, false],
    ],
  )
})

test('the spread of methods leaves out those without a say', () => {
  const method = (share: number, yes: number) => ({ id: `m${yes}`, share, probabilities: labelled({ yes }) })
  const methods: Answer['methods'] = [method(0.5, 0.6), method(0.49, 0.7), method(0.01, 0.1)]
  assert.deepEqual(methodSpread(methods, 'yes'), { low: 0.6, high: 0.7 })
  assert.equal(methodSpread(methods.slice(0, 1), 'yes'), null)
})
