import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract } from '#systems/automations/contract.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'

const app = await startAutomations()
const text = textOf(
  'night',
  '# what we have\n- { id: first, uses: set, with: { a: 1 } }\n- id: second\n  uses: set\n  with: { b: 2 } # two',
)

test('edits of the canvas follow each other, and comments stay', async () => {
  const { text: edited, reason } = await app.call(contract.edit, {
    text,
    edits: [
      { kind: 'add', step: { id: 'third', uses: 'set', with: { c: 3 } }, after: 'first' },
      { kind: 'rename', id: 'second', to: 'last' },
      { kind: 'change', id: 'last', path: ['with', 'b'], value: 20 },
      { kind: 'disconnect', from: 'third', to: 'last' },
      { kind: 'connect', from: 'first', to: 'last' },
      { kind: 'delete', id: 'third' },
    ],
  })
  assert.equal(reason, null)
  assert.match(edited, /# what we have/)
  assert.match(edited, /# two/)
  assert.match(edited, /id: last/)
  assert.doesNotMatch(edited, /third/)
  const { ok, steps } = await app.call(contract.validate, { text: edited })
  assert.equal(ok, true)
  assert.deepEqual(steps.at(-1)?.value, { id: 'last', uses: 'set', with: { b: 20 }, needs: ['first'] })
})

test('an edit that cannot be done changes nothing and says why', async () => {
  const edits = [
    { kind: 'delete' as const, id: 'first' },
    { kind: 'delete' as const, id: 'second' },
  ]
  assert.deepEqual(await app.call(contract.edit, { text, edits }), {
    text,
    reason: 'This is the only step of its list; there has to be one.',
  })
})

test('steps are known with their lines while the text has mistakes', async () => {
  const broken = `${text}  - { id: third, uses: nothing.here, wth: {} }\n`
  const { ok, steps } = await app.call(contract.validate, { text: broken })
  assert.equal(ok, false)
  assert.deepEqual(
    steps.map(({ id, line }) => [id, line]),
    [
      ['first', 4],
      ['second', 5],
      ['third', 8],
    ],
  )
})
