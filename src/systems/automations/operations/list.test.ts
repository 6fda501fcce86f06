import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const step = '- { id: a, uses: set, with: { b: 1 } }'
const project = newId()
for (const name of ['alpha', 'beta', 'gamma']) await app.save(textOf(name, step, `summary: The ${name} one\n`), { tags: [`tag-${name}`] })
await app.call(contract.disable, { automation: 'beta' })

const names = async (input: object, how = {}) => (await app.call(contract.list, input, how)).items.map((one) => one.name)

test('automations are found by words, tag and whether they are enabled', async () => {
  assert.deepEqual(await names({}), ['alpha', 'beta', 'gamma'])
  assert.deepEqual(await names({ text: 'the BETA' }), ['beta'])
  assert.deepEqual(await names({ text: '%' }), [])
  assert.deepEqual(await names({ tag: 'tag-gamma' }), ['gamma'])
  assert.deepEqual(await names({ enabled: false }), ['beta'])
  assert.deepEqual(await names({ project }), [])
})

test('pages follow each other in every order', async () => {
  for (const sort of ['name', '-name', 'createdAt', '-updatedAt'] as const) {
    const all = await names({ sort })
    const first = await app.call(contract.list, { sort, limit: 2 })
    const second = await app.call(contract.list, { sort, limit: 2, cursor: first.next! })
    assert.deepEqual(
      [...first.items, ...second.items].map((one) => one.name),
      all,
    )
    assert.equal(second.next, null)
  }
})

test('who may see one project sees nothing of others', async () => {
  assert.deepEqual(await names({}, { as: somebody([{ permission: 'automations:read', projects: new Set([project]) }]) }), [])
})
