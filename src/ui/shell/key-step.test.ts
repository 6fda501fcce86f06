import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyStep } from './key-step.ts'

const places = new Map([['p', '/projects']])
const press = (key: string, more: { command?: boolean; typing?: boolean } = {}, pending = false) =>
  keyStep({ key, command: more.command ?? false, typing: more.typing ?? false }, pending, places)

test('g and the letter of a place go there', () => {
  assert.equal(press('g').pending, true)
  assert.equal(press('p', {}, true).goto, '/projects')
  assert.equal(press('q', {}, true).goto, null)
})

test('the palette opens from anywhere, also while typing', () => {
  assert.equal(press('k', { command: true, typing: true }).action, 'palette')
  assert.equal(press('K', { command: true }).action, 'palette')
  assert.equal(press('k').action, null)
})

test('while typing, letters are letters', () => {
  assert.deepEqual(press('?', { typing: true }), { action: null, goto: null, pending: false })
  assert.equal(press('p', { typing: true }, true).goto, null)
})

test('single keys have their meaning', () => {
  assert.deepEqual(
    ['?', '/', 't', 'z'].map((key) => press(key).action),
    ['shortcuts', 'filter', 'theme', null],
  )
})
