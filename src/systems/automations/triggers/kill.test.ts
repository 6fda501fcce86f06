import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { clockAt } from '#tests/support/set-clock.ts'
import { spawnAutomationsNode } from '#tests/support/automations-process.ts'
import { until } from '#tests/support/until.ts'

const clock = clockAt('2027-01-01T12:00:30Z')
const app = await startAutomations([], { clock })
const many = 6

test('a node that is killed while it starts what is due loses no time and doubles none', async (t) => {
  for (let number = 1; number <= many; number += 1) {
    const on = "on:\n  - schedule: { cron: '* * * * *', catchUp: all }\n"
    await app.save(textOf(`tick-${number}`, '- { id: a, uses: set, with: { b: 1 } }', on))
  }
  const url = (app.kernel.pool.options as { connectionString: string }).connectionString
  const started = async () => (await app.rows('SELECT 1 FROM automations.run')).length
  const child = spawnAutomationsNode({ url, home: app.home, now: '2027-01-01T12:15:30Z' })
  const gone = once(child, 'exit')
  t.after(() => void child.kill('SIGKILL'))
  await until('the other node began', async () => (await started()) > 0, 120)
  child.kill('SIGKILL')
  await gone
  clock.set('2027-01-01T12:15:30Z')
  await until('everything is started', async () => (await started()) >= many * 15, 120)
  const doubled = await app.rows(
    `SELECT automation, input->0->'data'->>'at' AS at, count(*) FROM automations.run GROUP BY 1, 2 HAVING count(*) > 1`,
  )
  assert.deepEqual(doubled, [])
  assert.equal(await started(), many * 15)
})
