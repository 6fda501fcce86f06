import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const lock = {
  name: 'shop',
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { web: '^1.0.0', api: '^1.0.0' } },
    'node_modules/web': { version: '1.0.0', dependencies: { deep: '^2.0.0' } },
    'node_modules/api': { version: '1.0.0', dependencies: { web: '^1.0.0' } },
    'node_modules/deep': { version: '2.0.0' },
  },
}
const app = await startProjects((folder) =>
  folder.commit('shop', {
    'package.json': JSON.stringify({ name: 'shop', dependencies: { web: '^1.0.0', api: '^1.0.0' } }),
    'package-lock.json': JSON.stringify(lock),
  }),
)

test('the ways that lead to a package are named, the shortest first', async () => {
  const { paths } = await app.call(contract.explainDependency, { project: 'shop', purl: 'pkg:npm/deep@2.0.0' })
  assert.deepEqual(paths[0], ['pkg:npm/web@1.0.0', 'pkg:npm/deep@2.0.0'])
  assert.ok(paths.every((path) => path.at(-1) === 'pkg:npm/deep@2.0.0'))
  assert.deepEqual(
    paths.map((path) => path.length),
    paths.map((path) => path.length).sort((a, b) => a - b),
  )
})

test('a direct package is its own way, and one that is not there has none', async () => {
  const why = async (purl: string): Promise<string[][]> => (await app.call(contract.explainDependency, { project: 'shop', purl })).paths
  assert.deepEqual((await why('pkg:npm/api@1.0.0'))[0], ['pkg:npm/api@1.0.0'])
  assert.deepEqual(await why('pkg:npm/absent@1.0.0'), [])
  assert.deepEqual(await why('no purl at all'), [])
})
