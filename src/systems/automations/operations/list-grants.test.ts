import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract as settings } from '#kernel/settings/contract.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(
  textOf(
    'needs',
    `- { id: a, uses: http, with: { url: 'http://127.0.0.1:9/', headers: { x: '\${ secrets.ONE }', y: '\${ secrets.TWO }' } } }`,
    'secrets: [ONE, TWO]\n',
  ),
)

test('grants are listed with what is missing', async () => {
  await app.call(settings.setSecret, { name: 'some.key', value: 'abcdef' })
  await app.call(contract.grantSecret, { automation: 'needs', name: 'ONE', secret: 'some.key' })
  const { items, missing } = await app.call(contract.listGrants, { automation: 'needs' })
  assert.deepEqual([items.map((one) => [one.name, one.secret, one.steps]), missing], [[['ONE', 'some.key', null]], ['TWO']])
})
