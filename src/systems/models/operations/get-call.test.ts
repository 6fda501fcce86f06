import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

test('a call is shown with what it cost, to whoever may see its project', async () => {
  const app = await startApp({ systems: [models] })
  const [id, project] = [newId(), newId()]
  await app.rows(
    `INSERT INTO models.call (id, key, attempt, request_hash, provider, model, purpose, project, actor, state, error_code, reserved_micros, counted_micros)
     VALUES ($1, 'a', 1, '', 'desk', 'm', 'test.ask', $2, 'Owner', 'possibly_paid', 'models.timeout', 900, 900)`,
    [id, project],
  )
  const call = await app.call(contract.getCall, { id })
  assert.deepEqual(
    [call.model, call.state, call.costMicros, call.reservedMicros, call.countedMicros, call.errorCode],
    ['desk/m', 'possibly_paid', null, 900, 900, 'models.timeout'],
  )
  const within = (one: string) => somebody([{ permission: 'models:read', projects: new Set([one]) }])
  assert.equal((await app.call(contract.getCall, { id }, { as: within(project) })).id, id)
  assert.equal(await app.refused(contract.getCall, { id }, { as: within(newId()) }), 'kernel.not_found')
  assert.equal(await app.refused(contract.getCall, { id: newId() }), 'kernel.not_found')
})
