import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInput, providerForm, updateInput } from './provider-form.ts'

test('what is left empty has its preset, and an empty secret keeps the one that is known', () => {
  const form = { ...providerForm(null), clientId: ' abc ', clientSecret: 's', allowed: '@example.com\n\nmara@example.org' }
  assert.deepEqual(createInput(form), {
    id: 'google',
    kind: 'google',
    clientId: 'abc',
    clientSecret: 's',
    allowed: ['@example.com', 'mara@example.org'],
  })
  assert.deepEqual(updateInput({ ...form, name: 'Work', clientSecret: '' }), {
    id: 'google',
    allowed: ['@example.com', 'mara@example.org'],
    name: 'Work',
  })
})
