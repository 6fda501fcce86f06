import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { greeting, startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const step = '- { id: a, uses: set, with: { b: 1 } }'
await app.save(greeting)
for (const name of ['beta', 'alpha']) await app.call(contract.createWebhook, { automation: 'greeting', name, scheme: 'none' })

test('addresses are listed by name, page by page, to those who may see them', async () => {
  const names = async (input: object, how = {}) => (await app.call(contract.listWebhooks, input, how)).items.map((one) => one.name)
  assert.deepEqual(await names({ automation: 'greeting' }), ['alpha', 'beta'])
  const first = await app.call(contract.listWebhooks, { limit: 1 })
  assert.deepEqual(await names({ limit: 1, cursor: first.next! }), ['beta'])
  assert.deepEqual(await names({}, { as: somebody([{ permission: 'automations:read', projects: new Set([newId()]) }]) }), [])
})

test('the text makes, keeps and removes its own, and no two have one path', async () => {
  const on = (hooks: string) => textOf('hooked', step, `on:\n${hooks}`)
  await app.save(on('  - webhook: { path: one-path }\n  - webhook:\n'))
  const [before] = (await app.call(contract.listWebhooks, { automation: 'hooked' })).items.filter((one) => one.name === 'webhook')
  await app.call(contract.save, { automation: 'hooked', text: on('  - webhook:\n') })
  const after = (await app.call(contract.listWebhooks, { automation: 'hooked' })).items
  assert.deepEqual(
    after.map((one) => [one.id, one.address]),
    [[before!.id, before!.address]],
  )
  await app.call(contract.save, { automation: 'hooked', text: on('  - webhook: { path: one-path }\n') })
  const taken = textOf('other', step, 'on:\n  - webhook: { path: one-path }\n')
  assert.equal(await app.refused(contract.create, { text: taken }), 'automations.webhook_refused')
  assert.equal(await app.refused(contract.create, { text: taken.replace('one-path', 'a/b') }), 'automations.webhook_refused')
  await app.call(contract.remove, { automation: 'hooked' })
  await app.save(taken)
})
