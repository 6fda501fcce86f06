import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identify } from '#kernel/process-identity.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { freePort, SERVER_SCRIPT } from '#tests/support/real-processes.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => folder.commit('shop', { 'package.json': '{"name":"shop"}', 'server.cjs': SERVER_SCRIPT }))
await app.offer('shop', { dev: `exec ${process.execPath} server.cjs` })
const input = { project: 'shop', command: 'dev' }

const healthyOn = (port: number, notPid = 0): Promise<number> =>
  until('it is healthy', async () => {
    const { run } = (await app.call(contract.commands, { project: 'shop' })).items[0]!
    return run!.state === 'healthy' && run!.ports.includes(port) && run!.pid !== notPid && run!.pid
  })

test('a restart is another process on the same port, with the first one gone', async (t) => {
  t.after(() => app.call(contract.stopCommand, input))
  const port = await freePort()
  await app.call(contract.startCommand, { ...input, port })
  const before = await healthyOn(port)
  const answered = await app.call(contract.restartCommand, input)
  assert.equal(identify(before), undefined)
  assert.ok(answered.run!.pid !== before)
  const after = await healthyOn(port, before)
  assert.ok(identify(after))
})

test('what was stopped can be restarted; what never ran has to be started', async (t) => {
  await app.offer('shop', { dev: `exec ${process.execPath} server.cjs`, never: 'true' })
  assert.equal(await app.refused(contract.restartCommand, { project: 'shop', command: 'never' }), 'projects.command_not_running')
  const port = (await app.rows<{ spec: { port: number } }>('SELECT spec FROM projects.command_run'))[0]!.spec.port
  await app.call(contract.restartCommand, input)
  t.after(() => app.call(contract.stopCommand, input))
  const pid = await healthyOn(port)
  assert.ok(identify(pid))
})
