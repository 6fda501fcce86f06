import assert from 'node:assert/strict'
import { test } from 'node:test'
import { projects } from '#systems/projects/system.ts'
import { startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations([projects])

test('there are at least eight templates, each with a title, a summary and what it needs', async () => {
  const { items } = await app.call(contract.listTemplates, {})
  assert.ok(items.length >= 8, `${items.length} templates`)
  for (const one of items) {
    assert.ok(one.title && one.summary && one.triggers.length > 0, one.id)
    assert.equal(/^name: (.*)$/m.exec(one.text)![1], one.id)
  }
  const deploy = items.find((one) => one.id === 'deploy-on-push')!
  assert.deepEqual([deploy.secrets.includes('GITHUB_WEBHOOK') || deploy.processes, deploy.triggers], [true, ['webhook']])
})

test('each can be saved as it is: its operations exist and its inputs fit them', async () => {
  const { items } = await app.call(contract.listTemplates, {})
  for (const one of items) {
    const checked = await app.call(contract.validate, { text: one.text })
    assert.deepEqual([one.id, checked.problems], [one.id, []])
    for (const id of one.operations) assert.ok(app.kernel.operations.has(id), `${one.id} calls ${id}`)
    const made = await app.call(contract.useTemplate, { template: one.id })
    assert.equal(made.enabled, false)
  }
})
