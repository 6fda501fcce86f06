import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { monogramHue, monogramLetters } from './monogram-hue.ts'

test('an id always has the same hue, one of twelve', () => {
  const hues = new Set(Array.from({ length: 2000 }, () => monogramHue(randomUUID())))
  assert.equal(hues.size, 12)
  assert.equal(monogramHue('ledgerline'), monogramHue('ledgerline'))
})

test('ids made one after the other spread over the hues', () => {
  const counts = new Map<number, number>()
  for (let index = 0; index < 1200; index += 1) {
    const hue = monogramHue(`0190a1f2-6b3c-7000-8000-${String(index).padStart(12, '0')}`)
    counts.set(hue, (counts.get(hue) ?? 0) + 1)
  }
  for (const count of counts.values()) assert.ok(count > 50 && count < 160, `${count} of 1200 share a hue`)
})

test('letters come from the words of a name', () => {
  assert.deepEqual(['Ledgerline', 'tax-export', 'x', 'Über Äpfel', '---', 'my app two'].map(monogramLetters), [
    'Le',
    'Te',
    'X',
    'Üä',
    '?',
    'Ma',
  ])
})
