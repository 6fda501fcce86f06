import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutputOf } from '#kernel/contract.ts'
import { identify } from '#kernel/process-identity.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { SERVER_SCRIPT, spawnStranger } from '#tests/support/real-processes.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

/** A server with a child of its own, which says both their ids. */
const family = `const child = require('node:child_process').spawn(process.execPath, ['server.cjs'], { stdio: ['ignore', 'pipe', 'ignore'] })
child.stdout.once('data', () => console.log(child.pid))
setInterval(() => {}, 1000)`

const app = await startProjects((folder) => {
  for (const name of ['shop', 'blog'])
    folder.commit(name, { 'package.json': JSON.stringify({ name }), 'server.cjs': SERVER_SCRIPT, 'family.cjs': family })
})

/** Whether it runs; one that is dead but not buried does not. */
const runs = (pid: number): boolean => identify(pid) !== undefined

type Process = OutputOf<typeof contract.processes>['items'][number]

function listed(slug: string, pid: number): Promise<Process> {
  return until('the process is listed', async () =>
    (await app.call(contract.processes, { project: slug })).items.find((one) => one.pid === pid),
  )
}

test('a process ends with everything it started, and nobody else does', async (t) => {
  const parent = await spawnStranger(t, [process.execPath, 'family.cjs'], `${app.folder.path}/shop`)
  const child = Number(parent.said)
  const sibling = await spawnStranger(t, [process.execPath, 'server.cjs'], `${app.folder.path}/blog`)
  const [seen] = await Promise.all([listed('shop', parent.pid), listed('shop', child)])
  await app.audit()
  const { ended, sentence } = await app.call(contract.endProcess, { project: 'shop', pid: parent.pid, startedAt: seen.startedAt! })
  assert.deepEqual([...ended].sort(), [parent.pid, child].sort())
  assert.equal(sentence, '2 processes ended.')
  assert.equal(runs(child), false)
  assert.equal(runs(sibling.pid), true)
  assert.deepEqual((await app.call(contract.processes, { project: 'shop' })).items, [])
  assert.deepEqual(await app.audit(), ['projects.endProcess done'])
})

test('another start time, another project’s process and one that is nobody’s are refused', async (t) => {
  const server = await spawnStranger(t, [process.execPath, 'server.cjs'], `${app.folder.path}/blog`)
  const { startedAt } = await listed('blog', server.pid)
  const refused = (input: object): Promise<string> =>
    app.refused(contract.endProcess, { project: 'blog', pid: server.pid, startedAt, ...input })
  assert.equal(await refused({ startedAt: new Date(Date.parse(startedAt!) - 60_000).toISOString() }), 'projects.process_not_found')
  assert.equal(await refused({ project: 'shop' }), 'projects.process_not_found')
  assert.equal(await refused({ pid: process.pid }), 'projects.process_not_found')
  const input = { project: 'blog', pid: server.pid, startedAt }
  assert.equal(await app.refused(contract.endProcess, input, { confirmed: false }), 'kernel.confirmation_required')
  assert.equal(runs(server.pid), true)
})
