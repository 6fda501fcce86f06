import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EvidenceDraft } from './draft.ts'
import { packEvidence, type PackLimits } from './pack.ts'

const now = new Date('2026-11-30T12:00:00Z')
const draft = (title: string, more: Partial<EvidenceDraft> = {}): EvidenceDraft => ({
  source: 'projects',
  operation: 'projects.get',
  permission: 'projects:read',
  project: null,
  words: ['risk'],
  title,
  text: 'Some text about it.',
  link: null,
  at: now,
  trust: 'system',
  facts: {},
  ...more,
})
const limits: PackLimits = {
  tokens: 1000,
  tokensOf: (text) => Math.ceil(text.length / 4),
  now,
  text: 'Shall we raise the price of the shop?',
  lenses: [['projects:risk']],
  holdsSecret: (text) => text.includes('hunter2'),
}

test('what the question asks about comes first, fresh before stale, trusted before untrusted', () => {
  const items = packEvidence(
    [
      draft('Old', { at: new Date('2025-01-01T00:00:00Z') }),
      draft('Stranger', { trust: 'untrusted' }),
      draft('The price of the shop'),
      draft('Plain'),
    ],
    limits,
  )
  assert.deepEqual(
    items.map((item) => [item.id, item.title]),
    [
      ['E1', 'The price of the shop'],
      ['E2', 'Plain'],
      ['E3', 'Stranger'],
      ['E4', 'Old'],
    ],
  )
})

test('the budget is never passed, and what is cut says why', () => {
  const drafts = Array.from({ length: 30 }, (_, index) => draft(`Piece ${index}`, { text: 'word '.repeat(60) }))
  const items = packEvidence(drafts, limits)
  const kept = items.filter((item) => item.cut === null)
  assert.ok(kept.reduce((sum, item) => sum + item.tokens, 0) <= limits.tokens)
  assert.ok(kept.length > 5 && kept.length < 30)
  assert.equal(items.length, 30)
  for (const item of items.filter((one) => one.cut !== null)) assert.match(item.cut!, /tokens, and the pack had \d+ left/)
})

test('a piece with a secret is cut whatever its worth, in its text or its title', () => {
  const items = packEvidence([draft('hunter2'), draft('Notes', { text: 'hunter2' }), draft('Fine')], limits)
  assert.deepEqual(
    items.filter((item) => item.cut === null).map((item) => item.title),
    ['Fine'],
  )
})

test('equal drafts give equal bytes, and a changed text another hash', () => {
  const [first] = packEvidence([draft('A')], limits)
  const [again] = packEvidence([draft('A')], limits)
  const [changed] = packEvidence([draft('A', { text: 'Else.' })], limits)
  assert.equal(first!.hash, again!.hash)
  assert.notEqual(first!.hash, changed!.hash)
})

test('a giant text is shortened and not dropped', () => {
  const [item] = packEvidence([draft('Giant', { text: 'x'.repeat(50_000) })], { ...limits, tokens: 5000 })
  assert.equal(item!.cut, null)
  assert.equal(item!.text.length, 4000)
})
