import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { until } from '#tests/support/until.ts'
import { echo, probe } from '#tests/support/workflows.ts'
import { contract } from '../contract.ts'

test('a run that was started is carried out and shows what came of it', async () => {
  const app = await startApp({ systems: [probe] })
  const id = await app.kernel.context(app.owner).start(echo, { text: 'hello' }, { title: 'Say hello' })
  const run = await until('the run is done', async () => {
    const seen = await app.call(contract.get, { id })
    return seen.state === 'done' && seen
  })
  assert.deepEqual([run.title, run.output, run.reason, run.error], ['Say hello', { text: 'hello' }, null, null])
  assert.equal(await app.refused(contract.get, { id: newId() }), 'runs.not_found')
  const elsewhere = somebody([{ permission: 'runs:read', projects: new Set([newId()]) }])
  assert.equal(await app.refused(contract.get, { id }, { as: elsewhere }), 'kernel.not_found')
})
