import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody } from '#tests/support/app.ts'
import { startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a template becomes an automation of any name, disabled at first', async () => {
  const made = await app.call(contract.useTemplate, { template: 'site-check', name: 'is-it-there' })
  assert.deepEqual([made.name, made.title, made.enabled, made.number], ['is-it-there', 'Is the site there?', false, 1])
  const second = await app.call(contract.useTemplate, { template: 'site-check', enabled: true })
  assert.deepEqual([second.name, second.enabled], ['site-check', true])
  assert.equal(await app.refused(contract.useTemplate, { template: 'site-check' }), 'automations.name_taken')
  assert.equal(await app.refused(contract.useTemplate, { template: 'nothing' }), 'automations.template_not_found')
})

test('nobody makes of a template what they may not do themselves', async () => {
  const writer = { ...app.owner, grants: somebody(['automations:write']).grants }
  assert.equal(await app.refused(contract.useTemplate, { template: 'disk-full' }, { as: writer }), 'automations.right_missing')
})
