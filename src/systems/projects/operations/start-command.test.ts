import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { test } from 'node:test'
import { Problem } from '#kernel/errors.ts'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { freePort, SERVER_SCRIPT, spawnStranger } from '#tests/support/real-processes.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  for (const name of ['shop', 'blog']) folder.commit(name, { 'package.json': JSON.stringify({ name }), 'server.cjs': SERVER_SCRIPT })
})
const server = `exec ${process.execPath} server.cjs`
await app.offer('shop', { dev: server, fails: 'exit 3', ends: 'true', other: server })

const runOf = async (command: string): Promise<NonNullable<Awaited<ReturnType<typeof find>>['run']>> => (await find(command)).run!
const find = async (command: string) => (await app.call(contract.commands, { project: 'shop' })).items.find((one) => one.id === command)!

test('a started server becomes healthy on its port, is the project’s own, and is told and audited', async (t) => {
  const port = await freePort()
  await app.news()
  await app.audit()
  const started = await app.call(contract.startCommand, { project: 'shop', command: 'dev', port, environment: { SECRET_WORD: 'hunter2' } })
  t.after(() => app.call(contract.stopCommand, { project: 'shop', command: 'dev' }))
  assert.ok(['starting', 'running', 'healthy'].includes(started.run!.state))
  const run = await until('it is healthy', async () => {
    const now = await runOf('dev')
    return now.state === 'healthy' && now.ports.includes(port) && now
  })
  await until('it is listed as started by Optimus', async () => {
    const { items } = await app.call(contract.processes, { project: 'shop' })
    return items.some((one) => one.pid === run.pid && /started by Optimus/.test(one.evidence))
  })
  assert.deepEqual(await app.audit(), ['projects.startCommand done'])
  const told = (await app.news()).filter((one) => one.name === 'projects.command_changed')
  assert.equal(told.at(-1)!.payload['state'], 'healthy')
  const kept = JSON.stringify([await app.rows('SELECT * FROM projects.command_run'), await app.rows('SELECT * FROM kernel.audit')])
  assert.doesNotMatch(kept, /hunter2/, 'values given for one run are kept nowhere')
  assert.equal(await app.refused(contract.startCommand, { project: 'shop', command: 'dev' }), 'projects.already_running')
})

test('a busy port names its holder and the project, and nothing is started', async (t) => {
  const { pid, said } = await spawnStranger(t, [process.execPath, 'server.cjs'], `${app.folder.path}/blog`)
  const port = Number(said.split(' ')[1])
  await app.call(contract.update, { project: 'blog', name: 'The Blog' })
  const problem = await app.answer(contract.startCommand, { project: 'shop', command: 'other', port }).catch((error: unknown) => error)
  assert.ok(problem instanceof Problem)
  assert.equal(problem.code, 'projects.port_taken')
  assert.equal(problem.message, `Port ${port} is held by ${basename(process.execPath)} (pid ${pid}) of The Blog.`)
  const { state, pid: own } = await runOf('other')
  assert.deepEqual([state, own], ['failed', null])
})

test('a command that ends by itself ends as it ended', async () => {
  await app.call(contract.startCommand, { project: 'shop', command: 'fails' })
  await app.call(contract.startCommand, { project: 'shop', command: 'ends' })
  await until('both have ended', async () => (await runOf('fails')).state === 'failed' && (await runOf('ends')).state === 'stopped')
  const [row] = await app.rows<{ sentence: string }>("SELECT sentence FROM projects.command_run WHERE command = 'fails'")
  assert.equal(row!.sentence, 'It ended with status 3.')
})

test('a command that is not the project’s own, and a caller without the right, are refused', async () => {
  assert.equal(await app.refused(contract.startCommand, { project: 'shop', command: 'rm -rf /' }), 'projects.command_not_found')
  assert.equal(await app.refused(contract.startCommand, { project: 'blog', command: 'dev' }), 'projects.command_not_found')
  const reader = somebody(['projects:read'])
  assert.equal(await app.refused(contract.startCommand, { project: 'shop', command: 'dev' }, { as: reader }), 'kernel.forbidden')
})

test('a project on another host is not started here', async () => {
  await app.rows("UPDATE projects.project SET host = 'elsewhere' WHERE slug = 'blog'")
  await app.offer('blog', { dev: server })
  assert.equal(await app.refused(contract.startCommand, { project: 'blog', command: 'dev' }), 'projects.not_on_this_host')
})
