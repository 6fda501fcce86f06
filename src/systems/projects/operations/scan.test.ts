import assert from 'node:assert/strict'
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startProjects } from '#tests/support/projects-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  for (const name of ['anvil', 'bellows']) folder.commit(name, { 'package.json': JSON.stringify({ name }) })
})
const at = (...names: string[]): string => join(app.folder.path, ...names)

test('a new project is found, told and read', async () => {
  await app.news()
  app.folder.commit('crucible', { 'go.mod': 'module crucible\n' })
  await app.scan()
  const crucible = await app.call(contract.get, { project: 'crucible' })
  assert.equal(crucible.path, at('crucible'))
  assert.ok(crucible.scannedAt)
  const told = (await app.news()).filter((one) => one.payload['project'] === crucible.id).map((one) => one.name)
  assert.deepEqual(told, ['projects.found', 'projects.scanned'])
})

test('a project that is renamed, moved away, or both keeps its id, its slug and what people said', async () => {
  const before = await app.call(contract.update, { project: 'anvil', tags: ['iron'] })
  await app.news()
  app.folder.put({ 'group/note.txt': '' })
  renameSync(at('anvil'), at('group', 'hammer'))
  await app.scan()
  const now = await app.call(contract.get, { project: before.id })
  assert.deepEqual([now.path, now.slug, now.tags, now.present], [at('group', 'hammer'), 'anvil', ['iron'], true])
  const moved = (await app.news()).filter((one) => one.name === 'projects.moved')
  assert.deepEqual(
    moved.map((one) => one.payload),
    [{ project: before.id, from: at('anvil'), to: at('group', 'hammer') }],
  )
  assert.equal((await app.call(contract.list, {})).total, 3)
})

test('two projects that change places keep their ids', async () => {
  const [first, second] = [await app.id('bellows'), await app.id('crucible')]
  renameSync(at('bellows'), at('elsewhere'))
  renameSync(at('crucible'), at('bellows'))
  renameSync(at('elsewhere'), at('crucible'))
  await app.scan()
  assert.equal((await app.call(contract.get, { project: first })).path, at('crucible'))
  assert.equal((await app.call(contract.get, { project: second })).path, at('bellows'))
})

test('a project whose folder goes is missing, once, and the same when it comes back', async () => {
  const id = await app.id('crucible')
  await app.news()
  renameSync(at('bellows'), join(app.home, 'away'))
  await app.scan()
  await app.scan()
  const missing = await app.call(contract.get, { project: id })
  assert.deepEqual([missing.present, missing.health.level], [false, 'unknown'])
  assert.equal((await app.news()).filter((one) => one.name === 'projects.missing').length, 1)
  renameSync(join(app.home, 'away'), at('bellows'))
  await app.scan()
  assert.equal((await app.call(contract.get, { project: id })).present, true)
  assert.equal((await app.call(contract.list, {})).total, 3)
})

test('an unchanged project is not read again, unless everything is', async () => {
  await app.scan()
  const quiet = await app.scan()
  assert.deepEqual(quiet.output, { projects: 3, changed: 0 })
  const all = await app.scan({ everything: true })
  assert.deepEqual(all.output, { projects: 3, changed: 3 })
})

test('a change is seen by itself, without a scan being asked for', async () => {
  app.folder.commit('dagger', { 'go.mod': 'module dagger\n' })
  await until('the new project is found', async () => (await app.refused(contract.get, { project: 'dagger' })) === 'done')
  app.folder.put({ 'dagger/more.go': 'package dagger\n' })
  await until('the change is counted', async () => (await app.call(contract.get, { project: 'dagger' })).git?.changes === 1)
  rmSync(at('dagger'), { recursive: true })
  await until('it is missing', async () => !(await app.call(contract.get, { project: 'dagger' })).present)
})

test('many projects that appear while scans run are all found in the end', async () => {
  const names = Array.from({ length: 24 }, (_, index) => `late-${index}`)
  for (const name of names) {
    app.folder.commit(name, { 'go.mod': `module ${name}\n` })
    await new Promise(setImmediate)
  }
  await until('all are there', async () => (await app.call(contract.list, { text: 'late-', limit: 200 })).total === names.length)
})
