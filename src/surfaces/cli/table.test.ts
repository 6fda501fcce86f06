import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relativeTime } from './cell.ts'
import { renderAnswer } from './render.ts'
import { tableOf } from './table.ts'
import { clean, fit, widthOf } from './terminal.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const wide = { width: null, colour: false }
const items = [
  {
    id: '01a20667-9b47-7000-aed6-a4f9f675cd41',
    slug: 'alpha',
    name: 'Alpha',
    host: 'h',
    health: { level: 'healthy', sentence: 'Fine.' },
    tags: ['a', 'b'],
    createdAt: '2026-11-23T11:57:00Z',
    note: null,
  },
  {
    id: '01a20667-9b47-7000-aed6-a4f9f675cd42',
    slug: 'beta',
    name: 'Beta',
    host: 'h',
    health: { level: 'failing', sentence: 'No.' },
    tags: [],
    createdAt: '2026-11-22T12:00:00Z',
    note: null,
  },
]

test('a table shows what says most: names for ids, levels for states, times relative, nothing that is empty', () => {
  assert.deepEqual(tableOf(items, wide, now), [
    'Slug   Health   Tags  Created',
    'alpha  healthy  a, b  3 min ago',
    'beta   failing        24 h ago',
  ])
})

test('no line is wider than the terminal, however long the values are', () => {
  const long = items.map((item) => ({ ...item, summary: 'A long sentence about 日本語 and more '.repeat(9), path: '/x'.repeat(90) }))
  for (const width of [30, 60, 100]) {
    for (const line of tableOf(long, { width, colour: false }, now)) assert.ok(widthOf(line) <= width, `${width}: ${line}`)
  }
})

test('others cannot steer the terminal through a name', () => {
  assert.equal(clean('a\u001B[2Jb\u0007\u202Ec'), 'a\uFFFD[2Jb\uFFFD\uFFFDc')
  assert.ok(
    !tableOf([{ slug: 'x\u001B[31m' }], wide, now)
      .join('')
      .includes('\u001B'),
  )
})

test('colour is only where the terminal has it', () => {
  assert.ok(tableOf(items, { width: 80, colour: true }, now)[1]!.includes('\u001B[32mhealthy'))
})

test('facts are one a line, nested ones below their name, empty ones left out', () => {
  assert.deepEqual(
    renderAnswer({ name: 'Alpha', group: null, risk: { score: 3, reasons: ['No tests'] }, parts: [{ slug: 'a' }] }, wide, now),
    ['Name  Alpha', 'Risk', '  Score    3', '  Reasons  No tests', 'Parts', '  Slug', '  a'],
  )
  assert.deepEqual(renderAnswer({}, wide, now), ['Done.'])
  assert.deepEqual(renderAnswer({ items: [], next: null }, wide, now), ['Nothing found.'])
})

test('times read as a person says them', () => {
  const at = (seconds: number) => relativeTime(new Date(now + seconds * 1000).toISOString(), now)
  assert.deepEqual(
    [at(-2), at(-59), at(-3000), at(7200), at(-86_400 * 3), at(-86_400 * 90)],
    ['now', '59 s ago', '50 min ago', 'in 2 h', '3 d ago', '2026-08-25'],
  )
})

test('cut text ends with an ellipsis and fits, wide signs counted twice', () => {
  assert.equal(fit('abcdef', 4), 'abc…')
  assert.equal(widthOf(fit('日本語日本語', 5)), 5)
})
