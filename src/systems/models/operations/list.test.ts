import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

test('models are listed by provider and name, page by page, with unknown prices as unknown', async () => {
  const app = await startApp({ systems: [models] })
  await app.rows(
    `WITH p AS (INSERT INTO models.provider (id, name, kind, created_by) VALUES (gen_random_uuid(), 'desk', 'openai-compatible', 'test') RETURNING id)
     INSERT INTO models.model (id, provider, name, enabled_at, output_price)
     SELECT gen_random_uuid(), p.id, name, CASE WHEN name = 'b' THEN now() END, CASE WHEN name = 'b' THEN 2000000 END FROM p, unnest('{c,a,b}'::text[]) AS t (name)`,
  )
  const first = await app.call(contract.list, { limit: 2 })
  const second = await app.call(contract.list, { limit: 2, cursor: first.next! })
  assert.deepEqual(
    [...first.items, ...second.items].map(({ reference, price }) => [reference, price.output]),
    [
      ['desk/a', null],
      ['desk/b', 2_000_000],
      ['desk/c', null],
    ],
  )
  const names = async (filter: object) => (await app.call(contract.list, filter)).items.map(({ name }) => name)
  assert.deepEqual(await names({ enabled: true }), ['b'])
  assert.deepEqual(await names({ sort: '-name', text: 'desk/' }), ['c', 'b', 'a'])
  assert.deepEqual(await names({ provider: 'elsewhere' }), [])
})
