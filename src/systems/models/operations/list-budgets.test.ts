import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

test('five dollars a day are the limit from the first start; who sees one project does not see the whole', async () => {
  const app = await startApp({ systems: [models] })
  const project = newId()
  await app.rows(
    `INSERT INTO models.budget (id, scope, period, project, limit_micros, updated_by)
     SELECT gen_random_uuid(), 'project', 'month', p, 3000000, 'test' FROM unnest($1::uuid[]) AS t (p)`,
    [[project, newId()]],
  )
  await app.rows(
    `INSERT INTO models.call (id, key, attempt, request_hash, provider, model, purpose, project, actor, state, counted_micros)
     VALUES (gen_random_uuid(), 'a', 1, '', 'desk', 'm', 'test.ask', $1, 'Owner', 'possibly_paid', 700)`,
    [project],
  )
  const { items } = await app.call(contract.listBudgets, {})
  const [first] = items
  assert.deepEqual(
    [items.length, first!.scope, first!.period, first!.limitMicros, first!.usedMicros],
    [3, 'everything', 'day', 5_000_000, 700],
  )
  const narrow = somebody([{ permission: 'models:read', projects: new Set([project]) }])
  const seen = (await app.call(contract.listBudgets, {}, { as: narrow })).items
  assert.deepEqual(
    seen.map((one) => [one.project, one.usedMicros]),
    [[project, 700]],
  )
})
