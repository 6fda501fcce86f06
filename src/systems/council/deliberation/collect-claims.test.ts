import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberClaims } from './collect-claims.ts'
import type { BallotRow } from './stored-ballot.ts'

const ballot = (voter: string, texts: readonly string[]): BallotRow => ({
  voter,
  round: 'claims',
  sealed: '1',
  content: { reason: '', artefact: '', crux: '', evidence: [], made: texts.map((text) => ({ text, evidence: [`E${text.length}`] })) },
  hash: '',
  sealed_at: new Date(0),
})

test('claims are numbered in turns, equal ones are one with several authors, the asker’s own come first', () => {
  const claims = numberClaims(
    [{ id: 'own', label: 'Mine', kind: 'choice' }],
    [ballot('b', ['It grows!', 'Second']), ballot('a', ['it grows', 'Other', 'Third'])],
  )
  assert.deepEqual(
    claims.map((claim) => [claim.id, claim.text, claim.authors.join()]),
    [
      ['C1', 'Mine', ''],
      ['C2', 'it grows', 'a,b'],
      ['C3', 'Other', 'a'],
      ['C4', 'Second', 'b'],
      ['C5', 'Third', 'a'],
    ],
  )
  assert.deepEqual(claims[1]!.evidence, ['E8', 'E9'])
})

test('whoever claims most does not crowd out the others', () => {
  const many = ballot(
    'a',
    Array.from({ length: 40 }, (_, index) => `Claim number ${index}`),
  )
  const claims = numberClaims([], [many, ballot('z', ['The one of z'])])
  assert.equal(claims.length, 24)
  assert.ok(claims.some((claim) => claim.authors.includes('z')))
})
