import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  folder.commit('shop', { 'package.json': '{"name":"shop"}' })
  folder.commit('bare', { 'README.md': '# nothing to run\n' })
})
await app.offer('shop', { dev: 'echo hello', test: 'exit 3' })

test('a project’s commands are listed with where they were read, and without a run while none was started', async () => {
  const { items } = await app.call(contract.commands, { project: 'shop' })
  assert.deepEqual(
    items.map(({ id, line, evidence, run }) => ({ id, line, file: evidence.file, run })),
    [
      { id: 'dev', line: 'echo hello', file: 'package.json', run: null },
      { id: 'test', line: 'exit 3', file: 'package.json', run: null },
    ],
  )
  assert.deepEqual(await app.call(contract.commands, { project: 'bare' }), { items: [] })
})

test('the newest run of each command is shown, and no older one', async () => {
  const project = await app.id('shop')
  const add = (state: string, age: number): Promise<unknown> =>
    app.rows(
      `INSERT INTO projects.command_run (id, project, command, host, spec, pid, start_time, log_path, ports, state, started_by, started_at, ended_at)
       VALUES ($1, $2, 'dev', 'elsewhere', '{}', 4711, 'x', '', '{3000}', $3, 'Owner', now() - make_interval(mins => $4), now())`,
      [newId(), project, state, age],
    )
  await add('failed', 10)
  await add('stopped', 1)
  const dev = (await app.call(contract.commands, { project: 'shop' })).items.find((one) => one.id === 'dev')!
  assert.deepEqual([dev.run!.state, dev.run!.pid, dev.run!.ports], ['stopped', null, []], 'what has ended holds no port')
})

test('a foreign project’s commands are not there', async () => {
  const as = somebody([{ permission: 'projects:read', projects: new Set([newId()]) }])
  assert.equal(await app.refused(contract.commands, { project: 'shop' }, { as }), 'kernel.not_found')
})
