import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'
import { reportSignal } from '../public.ts'

const app = await startProjects((folder) => {
  folder.commit('shop', {
    'package.json': JSON.stringify({ name: 'shop', workspaces: ['packages/*'] }),
    'packages/cart/package.json': JSON.stringify({ name: '@shop/cart' }),
    'go.mod': 'module \0 broken',
  })
  folder.put({ 'shop/package-lock.json': '{ "lockfileVersion": 3, "packages": ' })
})

test('a project shows its place, its parts and every notice with a sentence', async () => {
  const shop = await app.call(contract.get, { project: 'shop' })
  assert.equal(shop.path, `${app.folder.path}/shop`)
  assert.equal(shop.root, app.folder.path)
  assert.ok(shop.parts.some((part) => part.path === 'packages/cart' && part.name === '@shop/cart'))
  const broken = shop.noticeList.filter((notice) => notice.path?.startsWith('package-lock.json'))
  assert.ok(broken.length > 0, JSON.stringify(shop.noticeList))
  assert.ok(shop.noticeList.every((notice) => notice.sentence.length > 10))
  assert.equal(shop.notices, shop.noticeList.length)
})

test('a project answers to its id, its slug in any case and its number', async () => {
  const { id, number } = await app.call(contract.get, { project: 'shop' })
  for (const project of [id, 'SHOP', `#${number}`]) assert.equal((await app.call(contract.get, { project })).id, id)
  for (const project of ['shops', newId(), '#999', '#', 'a\0b'])
    assert.equal(await app.refused(contract.get, { project }), 'kernel.not_found')
})

test('the newest word of every other system is shown, the older one is gone', async () => {
  const project = await app.id('shop')
  const ctx = app.kernel.context(app.owner)
  const say = (sentence: string): Promise<void> =>
    ctx.transaction((inside) =>
      reportSignal(inside, { project, source: 'backups.plans', level: 'risk', value: 30, sentence, at: new Date() }),
    )
  await say('It was never backed up.')
  await say('Its backup is old.')
  const shop = await app.call(contract.get, { project })
  assert.deepEqual(
    shop.signals.map(({ source, sentence }) => ({ source, sentence })),
    [{ source: 'backups.plans', sentence: 'Its backup is old.' }],
  )
  assert.equal(shop.risk.reasons[0], 'Its backup is old (30)')
})

test('a project out of reach is not there', async () => {
  const as = somebody([{ permission: 'projects:read', projects: new Set([newId()]) }])
  assert.equal(await app.refused(contract.get, { project: 'shop' }, { as }), 'kernel.not_found')
})
