import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openPool, queryOn } from '#kernel/database.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { identify } from '#kernel/process-identity.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { SERVER_SCRIPT } from '#tests/support/real-processes.ts'
import { until } from '#tests/support/until.ts'
import { beginCommandWatch, requireCommandWatch } from './command-watch.ts'
import { contract } from './contract.ts'

const app = await startProjects((folder) => folder.commit('shop', { 'package.json': '{"name":"shop"}', 'server.cjs': SERVER_SCRIPT }))
await app.offer('shop', { dev: `exec ${process.execPath} server.cjs`, web: `exec ${process.execPath} server.cjs` })

/** What each node looks after. The second is of the same host, with connections of its own; it is asked from here on. */
const first = requireCommandWatch()
const started = { dev: await start('dev'), web: await start('web') }
const pool = openPool(String(app.kernel.pool.options.connectionString))
const second: Kernel = { ...app.kernel, node: 'second', pool, query: queryOn(pool) }
const end = await beginCommandWatch(second)
after(async () => {
  await end()
  await pool.end()
})

async function runOf(command: string) {
  const { items } = await app.call(contract.commands, { project: 'shop' })
  return items.find((one) => one.id === command)!.run!
}

function healthy(command: string, notPid?: number): Promise<{ id: string; pid: number }> {
  return until(`${command} is healthy`, async () => {
    const { id, state, pid } = await runOf(command)
    return state === 'healthy' && pid !== null && pid !== notPid && { id, pid }
  })
}

/** It would be started again by whoever looks after it when it ends by a signal. */
async function start(command: string): Promise<{ id: string; pid: number }> {
  await app.call(contract.startCommand, { project: 'shop', command, restart: 'on-failure' })
  return healthy(command)
}

test('a node stops what another of its host started, and that one lets go of it instead of starting it again', async (t) => {
  t.after(() => app.call(contract.stopCommand, { project: 'shop', command: 'dev' }).catch(() => {}))
  const { id, pid } = started.dev
  const { ended } = await app.call(contract.stopCommand, { project: 'shop', command: 'dev' })
  assert.ok(ended.includes(pid), `${pid} of ${ended}`)
  assert.equal(identify(pid), undefined)
  await until('the first node lets go', async () => !first.supervisor.has(id))
  await until('the stop is recorded', async () => (await runOf('dev')).state === 'stopped')
  assert.equal(first.supervisor.started.length, 1)
})

test('a node restarts what another of its host started, reads its log, and only one process is left', async (t) => {
  t.after(() => app.call(contract.stopCommand, { project: 'shop', command: 'web' }))
  const before = started.web
  await app.call(contract.restartCommand, { project: 'shop', command: 'web' })
  assert.equal(identify(before.pid), undefined)
  const { id, pid } = await healthy('web', before.pid)
  assert.equal(id, before.id)
  await until('the first node lets go', async () => !first.supervisor.has(id))
  assert.ok(identify(pid))
  const { text } = await app.call(contract.commandLog, { project: 'shop', command: 'web' })
  assert.equal(text.match(/starting: /g)?.length, 2)
})
