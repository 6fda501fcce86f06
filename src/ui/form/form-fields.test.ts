import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formFields } from './form-fields.ts'
import { readForm, startValues } from './form-values.ts'
import type { JsonSchema } from './json-schema.ts'

const schema: JsonSchema = {
  type: 'object',
  required: ['name', 'strategy', 'limit'],
  properties: {
    tags: { type: 'array', items: { type: 'string' } },
    limit: { type: 'integer', default: 50 },
    name: { type: 'string', description: 'What it is for' },
    strategy: { enum: ['rebase', 'merge'], type: 'string' },
    dryRun: { type: 'boolean', default: false },
    password: { type: 'string' },
    until: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
    extra: { type: 'object' },
  },
}
const fields = formFields(schema)
const kinds = Object.fromEntries(fields.map(({ name, kind }) => [name, kind]))

test('each kind of schema has its control, and required fields come first', () => {
  assert.deepEqual(kinds, {
    name: 'text',
    strategy: 'choice',
    tags: 'lines',
    limit: 'number',
    dryRun: 'switch',
    password: 'secret',
    until: 'text',
    extra: 'json',
  })
  assert.deepEqual(
    fields.filter(({ required }) => required).map(({ name }) => name),
    ['name', 'strategy'],
  )
})

test('a form starts with defaults and what is known', () => {
  const values = startValues(fields, { name: 'CI', tags: ['a', 'b'] })
  assert.equal(values.limit, '50')
  assert.equal(values.name, 'CI')
  assert.equal(values.tags, 'a\nb')
  assert.equal(values.dryRun, false)
})

test('what was typed becomes the input; empty optional fields are left out', () => {
  const values = { ...startValues(fields), name: 'CI', strategy: 'rebase', tags: ' a \n\nb', limit: ' 20 ', extra: '{"x":1}' }
  assert.deepEqual(readForm(fields, values), {
    input: { name: 'CI', strategy: 'rebase', tags: ['a', 'b'], limit: 20, dryRun: false, extra: { x: 1 } },
    errors: {},
  })
})

test('what does not fit is said by field', () => {
  const { errors } = readForm(fields, { ...startValues(fields), limit: 'many', extra: '{' })
  assert.deepEqual(errors, { name: 'required', strategy: 'required', limit: 'number', extra: 'json' })
})
