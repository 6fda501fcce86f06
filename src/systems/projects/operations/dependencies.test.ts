import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const names = Array.from({ length: 25 }, (_, index) => `pack-${String(index).padStart(2, '0')}`)
const app = await startProjects((folder) => {
  const installed = names.map((name, index) => [
    `node_modules/${name}`,
    {
      version: '1.0.0',
      dev: index % 5 === 0 || undefined,
      license: 'MIT',
      dependencies: index < 24 ? { [names[index + 1]!]: '^1.0.0' } : {},
    },
  ])
  folder.commit('shop', {
    'package.json': JSON.stringify({ name: 'shop', dependencies: { 'pack-01': '^1.0.0' }, devDependencies: { 'pack-00': '^1.0.0' } }),
    'package-lock.json': JSON.stringify({
      name: 'shop',
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { 'pack-01': '^1.0.0' }, devDependencies: { 'pack-00': '^1.0.0' } },
        ...Object.fromEntries(installed),
      },
    }),
  })
  folder.commit('loose', { 'package.json': JSON.stringify({ name: 'loose', dependencies: { 'left-pad': '^1.3.0' } }) })
})

test('every package is listed once, page by page, by name or with the direct ones first', async () => {
  for (const sort of ['name', '-direct'] as const) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await app.call(contract.dependencies, { project: 'shop', sort, limit: 7, cursor })
      assert.equal(page.total, 25)
      seen.push(...page.items.map((one) => one.name))
      cursor = page.next ?? undefined
    } while (cursor)
    assert.deepEqual([...seen].sort(), names, sort)
    if (sort === '-direct') assert.deepEqual(seen.slice(0, 2), ['pack-00', 'pack-01'])
    else assert.deepEqual(seen, names)
  }
})

test('a minus in front of a name turns the list around', async () => {
  const page = await app.call(contract.dependencies, { project: 'shop', sort: '-name', limit: 3 })
  assert.deepEqual(
    page.items.map((one) => one.name),
    ['pack-24', 'pack-23', 'pack-22'],
  )
  const next = await app.call(contract.dependencies, { project: 'shop', sort: '-name', limit: 3, cursor: page.next! })
  assert.equal(next.items[0]!.name, 'pack-21')
})

test('filters: direct ones, a scope, a part of the name taken literally', async () => {
  const named = async (input: object): Promise<string[]> =>
    (await app.call(contract.dependencies, { project: 'shop', limit: 200, ...input })).items.map((one) => one.name)
  assert.deepEqual(await named({ direct: true }), ['pack-00', 'pack-01'])
  assert.ok((await named({ scope: 'dev' })).includes('pack-00'))
  assert.deepEqual(await named({ text: 'PACK-1' }), names.slice(10, 20))
  assert.deepEqual(await named({ text: 'pack_' }), [], 'an underscore is an underscore')
  assert.deepEqual(await named({ text: '%' }), [])
})

test('each says where it was read: file, line, request, licence; a manifest without a lock is not complete', async () => {
  const shop = await app.call(contract.dependencies, { project: 'shop', direct: true })
  const first = shop.items[1]!
  assert.deepEqual(
    [first.purl, first.file, first.requested, first.licences, first.scope],
    ['pkg:npm/pack-01@1.0.0', 'package-lock.json', '^1.0.0', ['MIT'], 'runtime'],
  )
  assert.ok(first.line)
  assert.equal(shop.complete, true)
  const loose = await app.call(contract.dependencies, { project: 'loose' })
  assert.equal(loose.complete, false)
  assert.deepEqual(
    loose.items.map(({ name, version }) => ({ name, version })),
    [{ name: 'left-pad', version: null }],
    'a version that nothing says is unknown',
  )
})

test('a cursor of somebody else is refused, a foreign project is not there', async () => {
  assert.equal(await app.refused(contract.dependencies, { project: 'shop', cursor: 'WzFd' }), 'kernel.invalid_input')
  assert.equal(await app.refused(contract.dependencies, { project: 'shop', cursor: 'WyJhIiwiYiIsImMiXQ' }), 'kernel.invalid_input')
  const as = somebody([{ permission: 'projects:read', projects: new Set([newId()]) }])
  assert.equal(await app.refused(contract.dependencies, { project: 'shop' }, { as }), 'kernel.not_found')
})
