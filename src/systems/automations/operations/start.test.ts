import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Problem } from '#kernel/errors.ts'
import { greeting, startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(`${greeting}outputs: { said: '\${ steps.greet.output.text }' }\n`)

test('a run gets typed inputs with their defaults, and ends with its outputs', async () => {
  const { run } = await app.call(contract.start, { automation: 'greeting', inputs: { who: 'Ada' } })
  const ended = await app.ended(run)
  assert.deepEqual([ended.state, ended.output, ended.trigger.kind], ['done', { said: 'Hello Ada' }, 'manual'])
  const plain = await app.ended((await app.call(contract.start, { automation: 'greeting' })).run)
  assert.deepEqual(plain.output, { said: 'Hello world' })
})

test('inputs that do not fit the form are refused before anything runs', async () => {
  assert.equal(await app.refused(contract.start, { automation: 'greeting', inputs: { who: 3 } }), 'automations.input_refused')
  assert.equal(await app.refused(contract.start, { automation: 'greeting', inputs: { whom: 'x' } }), 'automations.input_refused')
  const extra = await app.answer(contract.start, { automation: 'greeting', inputs: { whom: 'x' } }).catch((error: unknown) => error)
  assert.equal((extra as Problem).message, 'The input does not fit its schema: The input must not have "whom".')
  const long = { automation: 'greeting', inputs: { who: 'x'.repeat(300_000) } }
  assert.equal(await app.refused(contract.start, long), 'automations.input_too_large')
})

test('while a run with the same key is open, it is the answer', async () => {
  await app.save(textOf('patient', '- { id: wait, uses: wait, with: { for: 1h } }'))
  const first = await app.call(contract.start, { automation: 'patient', dedupe: 'one' })
  assert.deepEqual(await app.call(contract.start, { automation: 'patient', dedupe: 'one' }), first)
  assert.notDeepEqual(await app.call(contract.start, { automation: 'patient', dedupe: 'two' }), first)
})

test('a run keeps the definition it began with', async () => {
  const before = await app.call(contract.start, { automation: 'patient' })
  await app.call(contract.save, { automation: 'patient', text: textOf('patient', '- { id: other, uses: set, with: { a: 1 } }') })
  const after = await app.ended((await app.call(contract.start, { automation: 'patient' })).run)
  assert.deepEqual([after.state, after.version], ['done', 2])
  const old = await app.ended((await app.call(contract.start, { automation: 'greeting', number: 1 })).run)
  assert.equal(old.version, 1)
  assert.equal((await app.call(contract.getRun, { run: before.run })).version, 1)
})
