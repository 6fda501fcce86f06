import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { until } from '#tests/support/until.ts'
import { brittle, mend, probe } from '#tests/support/workflows.ts'
import { contract } from '../contract.ts'

test('a failed run says why, and goes on once its cause is mended', async () => {
  const app = await startApp({ systems: [probe] })
  const id = await app.kernel.context(app.owner).start(brittle, {})
  const failed = await until('it fails', async () => {
    const seen = await app.call(contract.get, { id })
    return seen.state === 'failed' && seen
  })
  assert.match(failed.error!, /broken/)
  mend()
  await app.call(contract.resume, { id })
  const run = await until('it is done', async () => {
    const seen = await app.call(contract.get, { id })
    return seen.state === 'done' && seen
  })
  assert.deepEqual(run.output, { mended: true })
  assert.equal(await app.refused(contract.resume, { id }), 'runs.not_resumable')
})
