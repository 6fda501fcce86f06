import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a run shows its tasks with their state, kind and step, and why it ended', async () => {
  const run = await app.carryOut(
    textOf(
      'mixed',
      `- { id: first, uses: set, with: { a: 1 } }
- { id: list, uses: settings.list }
- { id: never, if: 'false', uses: set, with: { b: 1 } }
- { id: last, uses: settings.removeSecretNot }`.replace(
        '- { id: last, uses: settings.removeSecretNot }',
        `- { id: last, uses: raise, with: { type: 'https://example.test/x', status: 418, title: Teapot } }`,
      ),
    ),
  )
  const byName = Object.fromEntries(run.items.map((task) => [task.name, task]))
  assert.deepEqual(
    [byName['first']!.state, byName['list']!.state, byName['never']!.state, byName['last']!.state],
    ['done', 'done', 'skipped', 'failed'],
  )
  assert.deepEqual([byName['list']!.kind, byName['list']!.step], ['call', 'list'])
  assert.deepEqual([run.state, run.error?.status, run.error?.title], ['failed', 418, 'Teapot'])
  assert.match(run.error!.instance!, /\/last$/)
  assert.equal(run.why[0]!.code, 'ended')
  assert.match(run.traceId, /^[0-9a-f]{32}$/)
  assert.equal(await app.refused(contract.getRun, { run: newId() }), 'automations.run_not_found')
})
