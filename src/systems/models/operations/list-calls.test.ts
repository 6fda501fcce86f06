import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

const app = await startApp({ systems: [models] })
const [mine, other] = [newId(), newId()]
await app.rows(
  `INSERT INTO models.call (id, key, attempt, request_hash, provider, model, purpose, session, project, actor, state, cost_micros, counted_micros, asked_at)
   SELECT gen_random_uuid(), n::text, 1, '', 'desk', CASE n WHEN 1 THEN 'a/b' ELSE 'c' END, 'test.' || n, CASE WHEN n < 3 THEN 's' END,
     CASE n WHEN 1 THEN $1::uuid WHEN 2 THEN $2::uuid END, 'Owner', CASE n WHEN 3 THEN 'failed' ELSE 'answered' END, nullif(n, 4), n,
     '2026-03-01T10:00:00Z'::timestamptz + n * interval '1 day' FROM generate_series(1, 4) AS n`,
  [mine, other],
)

test('calls are listed from the newest, page by page, by what somebody looks for', async () => {
  const first = await app.call(contract.listCalls, { limit: 3 })
  const second = await app.call(contract.listCalls, { limit: 3, cursor: first.next! })
  const purposes = async (filter: object) => (await app.call(contract.listCalls, filter)).items.map((one) => one.purpose)
  assert.deepEqual(
    [...first.items, ...second.items].map((one) => one.purpose),
    ['test.4', 'test.3', 'test.2', 'test.1'],
  )
  assert.deepEqual(await purposes({ sort: 'askedAt', session: 's' }), ['test.1', 'test.2'])
  assert.deepEqual(await purposes({ model: 'desk/a/b' }), ['test.1'])
  assert.deepEqual(await purposes({ day: '2026-03-04' }), ['test.3'])
  assert.deepEqual(await purposes({ since: '2026-03-04' }), ['test.4', 'test.3'])
  assert.deepEqual(await purposes({ cost: 'unknown' }), ['test.4'])
  assert.deepEqual(await purposes({ provider: 'elsewhere' }), [])
  assert.deepEqual(await purposes({ state: 'failed' }), ['test.3'])
  assert.deepEqual(await purposes({ purpose: 'test.4' }), ['test.4'])
  assert.deepEqual(await purposes({ inProject: other }), ['test.2'])
})

test('somebody with rights in one project sees its calls and no others', async () => {
  const as = somebody([{ permission: 'models:read', projects: new Set([mine]) }])
  const { items } = await app.call(contract.listCalls, {}, { as })
  assert.deepEqual(
    items.map((one) => one.purpose),
    ['test.1'],
  )
  assert.deepEqual((await app.call(contract.listCalls, { inProject: other }, { as })).items, [])
})
