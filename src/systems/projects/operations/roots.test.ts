import assert from 'node:assert/strict'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const app = await startProjects(
  (folder) => {
    folder.commit('one/anvil', { 'go.mod': 'module anvil\n' })
    folder.commit('one/bellows', { 'go.mod': 'module bellows\n' })
    folder.put({ 'file.txt': '' })
  },
  { roots: ({ path }) => [join(path, 'one'), join(path, 'absent'), join(path, 'file.txt')] },
)

test('each folder says how many projects it holds, and what is wrong with it', async () => {
  const { items } = await app.call(contract.roots, {})
  const byName = new Map(items.map((one) => [one.path.slice(app.folder.path.length + 1), one]))
  assert.deepEqual([...byName.keys()].sort(), ['absent', 'file.txt', 'one'])
  assert.deepEqual([byName.get('one')!.projects, byName.get('one')!.problem], [2, null])
  assert.match(byName.get('absent')!.problem!, /does not exist/)
  assert.ok(byName.get('file.txt')!.problem)
  assert.equal((await app.call(contract.list, {})).total, 2, 'a folder that is not there is no project')
})

test('a folder that appears loses its problem, and one that goes takes no project for missing', async () => {
  mkdirSync(join(app.folder.path, 'absent'))
  app.folder.commit('absent/crucible', { 'go.mod': 'module crucible\n' })
  await app.scan()
  const absent = (await app.call(contract.roots, {})).items.find((one) => one.path.endsWith('absent'))!
  assert.deepEqual([absent.projects, absent.problem], [1, null])
  renameSync(join(app.folder.path, 'one'), join(app.folder.path, 'unplugged'))
  await app.scan()
  assert.equal((await app.call(contract.get, { project: 'anvil' })).present, true, 'nothing is known of a disk that is not there')
  renameSync(join(app.folder.path, 'unplugged'), join(app.folder.path, 'one'))
  writeFileSync(join(app.folder.path, 'one', 'note'), '')
  await app.scan()
  assert.equal((await app.call(contract.roots, {})).items.find((one) => one.path.endsWith('one'))!.problem, null)
})
