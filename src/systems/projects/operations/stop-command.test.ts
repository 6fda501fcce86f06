import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identify } from '#kernel/process-identity.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { SERVER_SCRIPT, spawnStranger } from '#tests/support/real-processes.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  for (const name of ['shop', 'blog']) folder.commit(name, { 'package.json': JSON.stringify({ name }), 'server.cjs': SERVER_SCRIPT })
})
// The shell stays the parent of two servers, as a script that starts several would.
await app.offer('shop', { dev: `${process.execPath} server.cjs & ${process.execPath} server.cjs; wait` })
const runs = (pid: number): boolean => identify(pid) !== undefined

async function healthy(): Promise<number[]> {
  await app.call(contract.startCommand, { project: 'shop', command: 'dev' })
  return until('both servers listen', async () => {
    const { items } = await app.call(contract.processes, { project: 'shop' })
    const listening = items.filter((one) => one.ports.length > 0 && /started|marker|OPTIMUS/.test(one.evidence)).map((one) => one.pid)
    const run = (await app.call(contract.commands, { project: 'shop' })).items[0]!.run!
    return listening.length >= 2 && run.state === 'healthy' && listening
  })
}

test('exactly what the command started ends: neither a server of the same folder nor of another project', async (t) => {
  const sameFolder = await spawnStranger(t, [process.execPath, 'server.cjs'], `${app.folder.path}/shop`)
  const sibling = await spawnStranger(t, [process.execPath, 'server.cjs'], `${app.folder.path}/blog`)
  const servers = await healthy()
  const { ended, sentence } = await app.call(contract.stopCommand, { project: 'shop', command: 'dev' })
  for (const pid of servers) assert.ok(ended.includes(pid), `${pid} of ${ended}`)
  assert.match(sentence, /processes ended/)
  assert.deepEqual([...servers, sameFolder.pid, sibling.pid].map(runs), [...servers.map(() => false), true, true])
  const stopped = await until('the stop is recorded', async () => {
    const { run } = (await app.call(contract.commands, { project: 'shop' })).items[0]!
    return run!.state === 'stopped' && run
  })
  assert.deepEqual([stopped.pid, stopped.ports], [null, []])
})

test('a command that does not run cannot be stopped, and can be started again', async (t) => {
  assert.equal(await app.refused(contract.stopCommand, { project: 'shop', command: 'dev' }), 'projects.command_not_running')
  t.after(() => app.call(contract.stopCommand, { project: 'shop', command: 'dev' }))
  assert.equal((await healthy()).length, 2)
})
