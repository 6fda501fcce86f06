import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identify } from '#kernel/process-identity.ts'
import { somebody } from '#tests/support/app.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a run ends as cancelled once none of its processes is left', async () => {
  await app.save(textOf('tree', `- { id: tree, uses: shell, with: { command: 'sleep 300 & setsid sleep 301 & sleep 302' } }`))
  const { run } = await app.call(contract.start, { automation: 'tree' })
  const [row] = await until(
    'its process runs',
    async () => {
      const rows = await app.rows<{ pid: number }>('SELECT pid FROM automations.process WHERE run = $1', [run])
      return rows.length > 0 && rows
    },
    60,
  )
  assert.equal(await app.refused(contract.cancelRun, { run }, { as: somebody(['automations:read']) }), 'kernel.forbidden')
  await app.call(contract.cancelRun, { run })
  const ended = await app.ended(run)
  assert.equal(ended.state, 'cancelled')
  assert.equal(identify(row!.pid), undefined)
  assert.deepEqual(await app.rows('SELECT 1 FROM automations.process'), [])
  assert.equal(await app.refused(contract.cancelRun, { run }), 'automations.run_ended')
})

test('the children of a run are cancelled with it', async () => {
  await app.save(textOf('child', '- { id: nap, uses: wait, with: { for: 1h } }'))
  await app.save(textOf('parent', '- { id: kid, uses: child@latest }'))
  const { run } = await app.call(contract.start, { automation: 'parent' })
  const kid = await until('the child runs', async () => (await app.call(contract.getRun, { run })).children[0], 60)
  await app.call(contract.cancelRun, { run })
  assert.deepEqual([(await app.ended(run)).state, (await app.ended(kid.run)).state], ['cancelled', 'cancelled'])
})
