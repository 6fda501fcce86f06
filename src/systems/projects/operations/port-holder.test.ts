import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { test } from 'node:test'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { freePort, SERVER_SCRIPT, spawnStranger } from '#tests/support/real-processes.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  for (const name of ['shop', 'blog']) folder.commit(name, { 'package.json': JSON.stringify({ name }), 'server.cjs': SERVER_SCRIPT })
})

test('a port names the process and the project that hold it, and is free after its end', async (t) => {
  const { pid, said } = await spawnStranger(t, [process.execPath, 'server.cjs'], `${app.folder.path}/shop`)
  const port = Number(said.split(' ')[1])
  const held = await until('the port is taken', async () => {
    const answer = await app.call(contract.portHolder, { port })
    return !answer.free && answer
  })
  assert.equal(held.sentence, `Port ${port} is held by ${basename(process.execPath)} (pid ${pid}) of shop.`)
  assert.deepEqual([held.process!.pid, held.process!.project], [pid, await app.id('shop')])
  const stranger = somebody([{ permission: 'projects:read', projects: new Set([await app.id('blog')]) }])
  assert.deepEqual(await app.call(contract.portHolder, { port }, { as: stranger }), {
    port,
    free: false,
    sentence: `Port ${port} is taken.`,
    process: null,
  })
  process.kill(pid, 'SIGKILL')
  await until('the port is free', async () => (await app.call(contract.portHolder, { port })).free, 3)
})

test('a port on which nobody listens is free', async () => {
  const port = await freePort()
  assert.deepEqual(await app.call(contract.portHolder, { port }), { port, free: true, sentence: `Port ${port} is free.`, process: null })
  assert.equal(await app.refused(contract.portHolder, { port: 70_000 }), 'kernel.invalid_input')
})
