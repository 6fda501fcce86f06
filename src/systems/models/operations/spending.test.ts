import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

const app = await startApp({ systems: [models] })
const project = newId()
await app.rows(
  `INSERT INTO models.call (id, key, attempt, request_hash, provider, model, purpose, project, actor, state, cost_micros, reserved_micros,
     counted_micros, input_tokens, output_tokens, asked_at)
   VALUES (gen_random_uuid(), 'a', 1, '', 'desk', 'm', 'test.ask', $1, 'Owner', 'answered', 100, 300, 100, 50, 5, now()),
          (gen_random_uuid(), 'b', 1, '', 'desk', 'm', 'test.ask', NULL, 'Owner', 'possibly_paid', NULL, 300, 300, NULL, NULL, now()),
          (gen_random_uuid(), 'c', 1, '', 'vendor', 'n', 'test.other', NULL, 'Owner', 'failed', 0, 300, 0, NULL, NULL, now()),
          (gen_random_uuid(), 'd', 1, '', 'vendor', 'n', 'test.other', NULL, 'Owner', 'answered', 7, 7, 7, 1, 1, now() - interval '40 days')`,
  [project],
)

test('spending is added up by what somebody asks for; unknown cost is counted as unknown', async () => {
  const by = async (key: 'day' | 'model' | 'purpose' | 'project', more = {}) =>
    (await app.call(contract.spending, { by: key, ...more })).items.map((one) => [
      one.key,
      one.calls,
      one.costMicros,
      one.countedMicros,
      one.unknown,
    ])
  assert.deepEqual(await by('model'), [
    ['desk/m', 2, 100, 400, 1],
    ['vendor/n', 1, 0, 0, 0],
  ])
  assert.deepEqual(await by('purpose', { days: 60 }), [
    ['test.ask', 2, 100, 400, 1],
    ['test.other', 2, 7, 7, 0],
  ])
  assert.equal((await by('day', { days: 60 })).length, 2)
  assert.deepEqual(await by('project'), [
    [null, 2, 0, 300, 1],
    [project, 1, 100, 100, 0],
  ])
})

test('whoever sees one project sees what that one spent', async () => {
  const as = somebody([{ permission: 'models:read', projects: new Set([project]) }])
  const { items } = await app.call(contract.spending, { by: 'provider' }, { as })
  assert.deepEqual(
    items.map((one) => [one.key, one.costMicros, one.inputTokens, one.outputTokens]),
    [['desk', 100, 50, 5]],
  )
})
