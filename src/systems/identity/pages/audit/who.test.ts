import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whoDid } from './who.ts'

const names = (person: string) => ({ p1: 'Mara' })[person]

test('a person is named with the way they came in', () => {
  assert.equal(whoDid({ actorKind: 'person', person: 'p1' }, names), 'Mara')
  assert.equal(whoDid({ actorKind: 'key', person: 'p1' }, names), 'Mara, by a key')
  assert.equal(whoDid({ actorKind: 'agent', person: 'p2' }, names), 'somebody, by a program')
})

test('the program, and nobody, are told apart', () => {
  assert.equal(whoDid({ actorKind: 'system', person: null }, names), 'Optimus itself')
  assert.equal(whoDid({ actorKind: 'anonymous', person: null }, names), 'nobody signed in')
})
