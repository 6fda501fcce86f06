import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import type { TemporaryFolder } from '#tests/support/temporary-folder.ts'
import { contract } from '../contract.ts'

function withLodash(folder: TemporaryFolder, name: string, version: string): void {
  const manifest = { name, dependencies: { lodash: `^${version}` } }
  folder.commit(name, {
    'package.json': JSON.stringify(manifest),
    'package-lock.json': JSON.stringify({
      name,
      lockfileVersion: 3,
      packages: { '': { dependencies: manifest.dependencies }, 'node_modules/lodash': { version } },
    }),
  })
}

const app = await startProjects((folder) => {
  withLodash(folder, 'old', '4.17.15')
  withLodash(folder, 'middle', '4.17.20')
  withLodash(folder, 'young', '4.17.21')
  folder.commit('loose', { 'package.json': JSON.stringify({ name: 'loose', dependencies: { lodash: '*' } }) })
  folder.commit('rusty', {
    'Cargo.toml': '[package]\nname = "rusty"\nversion = "0.1.0"\n[dependencies]\nlodash = "1"\n',
    'Cargo.lock':
      'version = 3\n\n[[package]]\nname = "rusty"\nversion = "0.1.0"\ndependencies = ["lodash"]\n\n[[package]]\nname = "lodash"\nversion = "1.2.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n',
  })
})

const where = async (input: object): Promise<string[]> =>
  (await app.call(contract.findDependency, { name: 'lodash', ...input })).items.map((one) => one.slug).sort()

test('who uses a package, whatever the case of its name, in any or in one ecosystem', async () => {
  assert.deepEqual(await where({}), ['loose', 'middle', 'old', 'rusty', 'young'])
  assert.deepEqual(await where({ name: 'LoDash', ecosystem: 'cargo' }), ['rusty'])
  assert.deepEqual(await where({ name: 'lodas' }), [], 'a part of a name is another name')
})

test('versions and ranges are held against each ecosystem’s own rules; an unknown version never matches', async () => {
  assert.deepEqual(await where({ version: '<4.17.21', ecosystem: 'npm' }), ['middle', 'old'])
  assert.deepEqual(await where({ version: '4.17.21' }), ['young'])
  assert.deepEqual(await where({ version: '>=4.17.20 <5', ecosystem: 'npm' }), ['middle', 'young'])
  assert.deepEqual(await where({ version: '^1', ecosystem: 'cargo' }), ['rusty'])
  assert.equal(await app.refused(contract.findDependency, { name: 'lodash', ecosystem: 'npm', version: 'banana' }), 'projects.bad_range')
})

test('the list is cut at the limit, says so, and stays within one’s projects', async () => {
  const cut = await app.call(contract.findDependency, { name: 'lodash', limit: 2 })
  assert.deepEqual([cut.items.length, cut.more], [2, true])
  const whole = await app.call(contract.findDependency, { name: 'lodash', limit: 5 })
  assert.deepEqual([whole.items.length, whole.more], [5, false])
  const old = await app.id('old')
  const as = somebody([{ permission: 'projects:read', projects: new Set([old]) }])
  const { items } = await app.call(contract.findDependency, { name: 'lodash' }, { as })
  assert.deepEqual(
    items.map(({ project, projectName, version }) => ({ project, projectName, version })),
    [{ project: old, projectName: 'old', version: '4.17.15' }],
  )
})
