import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '#kernel/errors.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => folder.commit('shop', { 'package.json': '{"name":"shop"}' }))

test('a change is stored, told and audited, and leaves alone what it does not name', async () => {
  await app.news()
  await app.audit()
  const { version } = await app.call(contract.get, { project: 'shop' })
  const changed = await app.call(contract.update, { project: 'shop', name: ' The Shop ', tags: ['saas', 'saas', 'web'], group: 'Trade' })
  assert.equal(changed.name, 'The Shop')
  assert.deepEqual(changed.tags, ['saas', 'web'])
  assert.equal(changed.version, version + 1)
  await app.call(contract.update, { project: 'shop', description: 'Sells things', favourite: true })
  const shop = await app.call(contract.get, { project: 'shop' })
  assert.deepEqual(
    [shop.name, shop.group, shop.description, shop.favourite, shop.tags],
    ['The Shop', 'Trade', 'Sells things', true, ['saas', 'web']],
  )
  const told = (await app.news()).filter((one) => one.name === 'projects.changed')
  assert.deepEqual(
    told.map((one) => one.payload),
    [{ project: shop.id }, { project: shop.id }],
  )
  assert.deepEqual(await app.audit(), ['projects.update done', 'projects.update done'])
})

test('null takes a group and a description away', async () => {
  await app.call(contract.update, { project: 'shop', description: null, group: null })
  const shop = await app.call(contract.get, { project: 'shop' })
  assert.deepEqual([shop.group, shop.description], [null, null])
})

test('a stale version is refused with the current row, and nothing is changed', async () => {
  const { version } = await app.call(contract.get, { project: 'shop' })
  await app.call(contract.update, { project: 'shop', name: 'First' }, { ifMatch: version })
  const error = await app.answer(contract.update, { project: 'shop', name: 'Second' }, { ifMatch: version }).then(
    () => null,
    (problem: unknown) => problem,
  )
  assert.ok(error instanceof Problem)
  assert.equal(error.code, 'kernel.stale_version')
  const { current } = error.more as { current: { name: string; version: number } }
  assert.deepEqual([current.name, current.version], ['First', version + 1])
  assert.equal((await app.call(contract.get, { project: 'shop' })).name, 'First')
})

test('a name that a person gave survives the next scan', async () => {
  await app.call(contract.update, { project: 'shop', name: 'Corner Shop' })
  await app.scan({ everything: true })
  assert.equal((await app.call(contract.get, { project: 'shop' })).name, 'Corner Shop')
})

test('tags that nobody could type in a filter are refused', async () => {
  for (const tags of [['Loud'], ['a b'], ['-x'], Array.from({ length: 21 }, (_, index) => `t${index}`)])
    assert.equal(await app.refused(contract.update, { project: 'shop', tags }), 'kernel.invalid_input')
})
