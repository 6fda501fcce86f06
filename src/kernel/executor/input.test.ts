import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { declare, defineContract, nothing } from '../contract.ts'
import { Problem } from '../errors.ts'
import { requireKnownFields } from './input.ts'

const line = { summary: 'Try', http: ['GET', '/'], permission: 'signed-in', project: 'none', effect: 'read', output: nothing } as const
const contract = defineContract('test', {
  strict: declare({ ...line, input: z.object({ text: z.string().optional(), limit: z.number().optional() }) }),
  empty: declare({ ...line, input: z.object({}) }),
  loose: declare({ ...line, input: z.looseObject({}) }),
})

function sentence(operation: keyof typeof contract, given: unknown): string {
  try {
    requireKnownFields(contract[operation], given)
    return 'fine'
  } catch (error) {
    assert.ok(error instanceof Problem)
    assert.equal(error.code, 'kernel.invalid_input')
    return error.message
  }
}

test('a field that the contract does not name is refused, and those it takes are named', () => {
  assert.equal(sentence('strict', { text: 'x' }), 'fine')
  assert.equal(sentence('strict', { txt: 'x' }), 'txt is not known; this takes text, limit.')
  assert.equal(sentence('strict', { toString: 'x' }), 'toString is not known; this takes text, limit.')
  assert.equal(sentence('empty', { a: 1 }), 'a is not known; this takes no input.')
})

test('whoever takes anything takes anything, and what is no object is the schema’s to refuse', () => {
  assert.equal(sentence('loose', { a: 1 }), 'fine')
  assert.equal(sentence('strict', null), 'fine')
  assert.equal(sentence('strict', ['a']), 'fine')
})
