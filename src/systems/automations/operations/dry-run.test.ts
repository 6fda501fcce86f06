import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a dry run says what would be called, with which data, and what would be undone', async () => {
  const text = textOf(
    'ship',
    `- { id: build, uses: shell, with: { command: make } }
- id: ship
  approve: { people: [role:owner] }
  uses: settings.set
  with: { name: projects.editor, value: '\${ steps.build.output }' }
  compensate: { uses: settings.set, with: { name: projects.editor, value: null } }
- { id: quiet, if: 'inputs.loud', uses: emit, with: { type: loud } }`,
    'inputs: { loud: { type: boolean, default: false } }\n',
  )
  const dry = await app.call(contract.dryRun, { text, answers: { build: 'ok' } })
  assert.equal(dry.outcome, 'done', JSON.stringify(dry))
  assert.deepEqual(
    dry.calls.map((call) => [call.step, call.what, call.effect]),
    [
      ['build', 'make', 'outside'],
      ['ship', 'optimus.approval.requested.v1', 'outside'],
      ['ship', 'settings.set', 'write'],
    ],
  )
  assert.deepEqual(dry.calls[2]!.input, { name: 'projects.editor', value: 'ok' })
  assert.deepEqual(
    dry.undo.map((call) => call.what),
    ['settings.set'],
  )
  assert.deepEqual(await app.rows('SELECT 1 FROM automations.run'), [])
})

test('a dry run tells where it would fail or wait', async () => {
  const waits = await app.call(contract.dryRun, { text: textOf('waits', '- { id: hear, uses: listen, with: { event: { type: x } } }') })
  assert.equal(waits.outcome, 'open')
  const fails = await app.call(contract.dryRun, {
    text: textOf('fails', `- { id: bad, uses: set, with: { x: '\${ inputs.n / 0 }' } }`, 'inputs: { n: { type: integer, default: 1 } }\n'),
  })
  assert.deepEqual([fails.outcome, fails.error?.status], ['failed', 400])
  assert.equal(await app.refused(contract.dryRun, { text: 'name: [' }), 'automations.text_refused')
})
