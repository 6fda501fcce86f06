import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'
import { reportSignal } from '../public.ts'

const app = await startProjects((folder) => {
  for (const name of ['anvil', 'bellows', 'crucible']) folder.commit(name, { 'package.json': JSON.stringify({ name }) })
  folder.put({ 'drift/go.mod': 'module drift\n' })
  writeFileSync(join(folder.path, 'bellows', 'new.txt'), 'not committed')
})

const slugs = async (input: Parameters<typeof app.call<typeof contract.list>>[1]): Promise<string[]> =>
  (await app.call(contract.list, input)).items.map((one) => one.slug)

test('every project is listed once with what the scan read', async () => {
  const found = await app.call(contract.list, { sort: 'name' })
  assert.deepEqual(
    found.items.map(({ slug, kind, present }) => ({ slug, kind, present })),
    [
      { slug: 'anvil', kind: 'repository', present: true },
      { slug: 'bellows', kind: 'repository', present: true },
      { slug: 'crucible', kind: 'repository', present: true },
      { slug: 'drift', kind: 'folder', present: true },
    ],
  )
  assert.equal(found.total, 4)
  assert.equal(found.items[1]!.git!.changes, 1)
  assert.equal(found.items[3]!.git, null, 'no git is not a clean git')
  assert.ok(found.scannedAt)
})

test('filters narrow the list and its total, but not the counts beside it', async () => {
  await app.call(contract.update, { project: 'anvil', tags: ['iron', 'old'], group: 'Forge', favourite: true })
  await app.call(contract.update, { project: 'drift', tags: ['old'] })
  assert.deepEqual(await slugs({ tag: 'old', sort: 'name' }), ['anvil', 'drift'])
  assert.deepEqual(await slugs({ group: 'Forge' }), ['anvil'])
  assert.deepEqual(await slugs({ favourite: true }), ['anvil'])
  assert.deepEqual(await slugs({ text: 'is:dirty' }), ['bellows'])
  assert.deepEqual(await slugs({ text: 'is:clean -tag:iron' }), ['crucible'])
  assert.deepEqual(await slugs({ text: 'kind:folder' }), ['drift'])
  assert.deepEqual(await slugs({ text: 'CRUC' }), ['crucible'])
  assert.deepEqual(await slugs({ text: 'nothing-has-this' }), [])
  const narrowed = await app.call(contract.list, { tag: 'iron' })
  assert.equal(narrowed.total, 1)
  assert.deepEqual(narrowed.tags, [
    { tag: 'old', count: 2 },
    { tag: 'iron', count: 1 },
  ])
})

test('pages follow one another without a gap or a double, in either direction', async () => {
  for (const sort of ['name', '-name', '-activity', 'risk', 'firstSeenAt', 'attention'] as const) {
    const whole = await slugs({ sort })
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await app.call(contract.list, { sort, limit: 3, cursor })
      paged.push(...page.items.map((one) => one.slug))
      cursor = page.next ?? undefined
    } while (cursor)
    assert.deepEqual(paged, whole, sort)
    assert.equal(new Set(paged).size, 4)
  }
  assert.deepEqual(await slugs({ sort: '-name' }), ['drift', 'crucible', 'bellows', 'anvil'])
  assert.equal(await app.refused(contract.list, { cursor: 'made up' }), 'kernel.invalid_input')
  assert.equal(await app.refused(contract.list, { sort: 'path' }), 'kernel.invalid_input')
})

test('what another system reports decides the level, its count and who comes first', async () => {
  const project = await app.id('crucible')
  const ctx = app.kernel.context(app.owner)
  const word = { project, source: 'monitoring.uptime', value: 40, sentence: 'It does not answer.', at: new Date() }
  await ctx.transaction((inside) => reportSignal(inside, { ...word, level: 'failing' }))
  const found = await app.call(contract.list, {})
  assert.equal(found.items[0]!.slug, 'crucible')
  assert.deepEqual(found.items[0]!.health, { level: 'failing', sentence: 'It does not answer.' })
  assert.deepEqual(found.levels[0], { level: 'failing', count: 1 })
  assert.equal(
    found.levels.reduce((sum, one) => sum + one.count, 0),
    4,
  )
  assert.deepEqual(await slugs({ health: 'failing' }), ['crucible'])
  assert.equal((await slugs({ sort: '-risk' }))[0], 'crucible')
})

test('somebody sees only the projects of their grants, in the counts as well', async () => {
  const anvil = await app.id('anvil')
  const as = somebody([{ permission: 'projects:read', projects: new Set([anvil]) }])
  const found = await app.call(contract.list, {}, { as })
  assert.deepEqual(
    found.items.map((one) => one.id),
    [anvil],
  )
  assert.equal(found.total, 1)
  assert.deepEqual(found.tags.map((one) => one.tag).sort(), ['iron', 'old'])
  const nobody = somebody([{ permission: 'projects:read', projects: new Set([newId()]) }])
  assert.equal((await app.call(contract.list, {}, { as: nobody })).total, 0)
})
