import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LensRecord } from './lens.ts'
import { lensRules } from './rules.ts'

const record = (facts: LensRecord['facts'], source = 'projects', title = 'Shop: state'): LensRecord => ({
  id: 'E1',
  source,
  words: [],
  title,
  link: '/projects/shop',
  facts,
})

test('without records every rule says that it does not know, and none says zero', () => {
  for (const [persona, rule] of Object.entries(lensRules)) assert.equal(rule([]).value, null, persona)
})

test('the rules count what is there', () => {
  const records = [
    record({ name: 'Shop', favourite: true, level: 'failing', risk: 80, idleDays: 3, unknowns: 2, described: false, tags: 1 }),
    record({ name: 'Blog', favourite: false, level: 'healthy', risk: 10, idleDays: 90, unknowns: 1, described: true, tags: 0 }),
    record({
      name: 'Shop',
      changes: 2,
      unpushed: 3,
      stashes: 0,
      behind: 1,
      contributors: 3,
      commits30: 30,
      commitsLate: 20,
      activeDays: 12,
      streak: 5,
    }),
    record({
      name: 'Blog',
      changes: 0,
      unpushed: 0,
      stashes: 0,
      behind: 0,
      contributors: 1,
      commits30: 10,
      commitsLate: 0,
      activeDays: 2,
      streak: 0,
    }),
    record({ domain: 'release', right: false, resolved: true, followed: false }, 'decisions', 'Question #1'),
    record({ domain: 'release', right: false, resolved: true, followed: true }, 'decisions', 'Question #2'),
    record({ domain: 'price', right: true, resolved: true, followed: null }, 'decisions', 'Question #3'),
    record({ dollars: 3, calls: 10 }, 'spending', 'What models cost'),
  ]
  const readings = Object.entries(lensRules).map(([persona, rule]) => [persona, rule(records)] as const)
  const values = Object.fromEntries(readings.map(([persona, { value }]) => [persona, value]))
  assert.deepEqual(values, {
    strategist: 75,
    pragmatist: 5,
    innovator: 1,
    guardian: 80,
    analyst: 81,
    philosopher: 1,
    healer: 5,
    socialite: 1,
    economist: 1,
    creator: 2,
    scholar: 33,
    explorer: 3,
    mentor: 1,
  })
  for (const [persona, { headline, unit }] of readings) assert.doesNotMatch(`${headline}, ${unit}`, /\b1 (?!of )\w+s\b/, persona)
})
