import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { models } from '#systems/models/system.ts'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'
import { council } from '../system.ts'

const app = await startProjects(
  (folder) => {
    folder.commit('shop', { 'package.json': '{"name":"shop"}' })
    folder.commit('blog', { 'package.json': '{"name":"blog"}' })
  },
  { systems: [models, council] },
)

test('each mind’s rules compute something from real records, and say what is unknown instead of a zero', async () => {
  const { items, evidence } = await app.call(contract.lenses, {})
  assert.equal(items.length, 13)
  const lens = (id: string) => items.find((one) => one.persona === id)!
  assert.deepEqual([lens('creator').value, lens('strategist').value], [2, null])
  assert.match(lens('creator').lines[0]!.text, /lacks tags$/)
  assert.match(lens('economist').headline, /No figures have been entered/)
  assert.equal(lens('pragmatist').unit, 'pieces')
  const ids = new Set(evidence.map((item) => item.id))
  for (const one of items.flatMap((item) => item.lines)) assert.ok(one.evidence === null || ids.has(one.evidence))
  assert.ok(evidence.some((item) => item.title === 'shop: state' && item.link === '/projects/shop' && item.trust === 'system'))
})

test('the rules see one project, or what the caller may see', async () => {
  const shop = await app.id('shop')
  const { evidence } = await app.call(contract.lenses, { project: 'shop' })
  assert.ok(evidence.every((item) => item.project === null || item.project === shop))
  const narrow = somebody([
    { permission: 'council:read', projects: new Set([shop]) },
    { permission: 'projects:read', projects: new Set([shop]) },
  ])
  const seen = await app.call(contract.lenses, {}, { as: narrow })
  assert.ok(seen.evidence.length > 0 && seen.evidence.every((item) => item.project === shop))
  assert.equal(await app.refused(contract.lenses, { project: 'blog' }, { as: narrow }), 'kernel.not_found')
  assert.equal(await app.refused(contract.lenses, { project: newId() }), 'kernel.not_found')
})
