import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Seat } from '../client.ts'
import { namedCruxes } from './named-cruxes.ts'

const seat = (name: string, crux: string | null) =>
  ({ voter: name.toLowerCase(), name, ballots: [{ round: 'ballot', crux }] }) as unknown as Seat
const seats = [seat('Ann', 'A test'), seat('Ben', 'A survey'), seat('Cid', 'A survey'), seat('Dan', null)]

test('what was reckoned comes as it is, with names', () => {
  const nextTests = [{ crux: 'A test', voters: ['ann'], swing: 0.2 }]
  assert.deepEqual(namedCruxes({ seats, answer: { nextTests } }), [{ crux: 'A test', names: ['Ann'], swing: 0.2 }])
})

test('where nothing is reckoned, what voters named counts by how many named it', () => {
  assert.deepEqual(namedCruxes({ seats, answer: { nextTests: [] } }), [
    { crux: 'A survey', names: ['Ben', 'Cid'], swing: null },
    { crux: 'A test', names: ['Ann'], swing: null },
  ])
})
