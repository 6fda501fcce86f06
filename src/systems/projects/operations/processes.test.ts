import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { SERVER_SCRIPT, spawnStranger } from '#tests/support/real-processes.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  for (const name of ['shop', 'blog']) folder.commit(name, { 'package.json': JSON.stringify({ name }), 'server.cjs': SERVER_SCRIPT })
})

test('a server that runs in a project’s folder is its own, with the evidence, and is gone soon after its end', async (t) => {
  await app.news()
  const words = [process.execPath, 'server.cjs', '--token', 'hunter2']
  const { pid, said } = await spawnStranger(t, words, `${app.folder.path}/shop`)
  const port = Number(said.split(' ')[1])
  const project = await app.id('shop')
  const seen = await until('the server is listed', async () => {
    const { items } = await app.call(contract.processes, { project: 'shop' })
    return items.find((one) => one.pid === pid && one.ports.length > 0)
  })
  assert.equal(seen.project, project)
  assert.match(seen.evidence, /cwd .*shop/)
  assert.deepEqual(
    seen.ports.map((one) => one.port),
    [port],
  )
  assert.doesNotMatch(seen.commandLine, /hunter2/)
  const { running, health } = await app.call(contract.get, { project })
  assert.deepEqual([running!.ports, health.level], [[port], 'healthy'])
  assert.deepEqual((await app.call(contract.processes, { project: 'blog' })).items, [])
  process.kill(pid, 'SIGKILL')
  await until('it is gone from the list', async () => (await app.call(contract.processes, { project: 'shop' })).items.length === 0, 3)
  assert.equal((await app.call(contract.get, { project })).running!.processes, 0)
  await until('the news is told', async () =>
    (await app.news()).some((one) => one.name === 'projects.processes_changed' && one.payload['project'] === project),
  )
})

test('what belongs to nobody is shown only when asked for, and only to who may see every project', async (t) => {
  const stray = await spawnStranger(t, [process.execPath, '-e', SERVER_SCRIPT], '/')
  const listed = async (input: object, as = app.owner): Promise<number[]> =>
    (await app.call(contract.processes, input, { as })).items.map((one) => one.pid)
  await until('it is listed', async () => (await listed({ owned: false })).includes(stray.pid))
  assert.ok((await listed({ owned: false, listening: true })).includes(stray.pid))
  assert.ok(!(await listed({})).includes(stray.pid))
  const as = somebody([{ permission: 'projects:read', projects: new Set([await app.id('shop')]) }])
  assert.deepEqual(await listed({ owned: false }, as), [])
  assert.equal(await app.refused(contract.processes, { project: 'blog' }, { as }), 'kernel.not_found')
  assert.equal(await app.refused(contract.processes, { project: newId() }), 'kernel.not_found')
})
