import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => folder.commit('shop', { 'package.json': '{"name":"shop"}' }))

const technologies = async (): Promise<string[]> =>
  (await app.call(contract.get, { project: 'shop' })).technologies
    .filter((one) => one.override !== null)
    .map((one) => `${one.part}:${one.id} ${one.override} ${one.confidence}`)
    .sort()

test('what a person says about a technology sticks over scans, for each part, until it is taken back', async () => {
  await app.news()
  await app.audit()
  const found = { id: 'react', name: 'React', kind: 'framework', version: '19', confidence: 0.6, part: '', evidence: [], override: null }
  const put = (): Promise<unknown> => app.rows('UPDATE projects.facts SET technologies = $1', [JSON.stringify([found])])
  await put()
  const said = await app.call(contract.overrideTechnology, { project: 'shop', technology: 'react', verdict: 'rejected' })
  assert.deepEqual(
    said.technologies.map(({ id, confidence, override }) => ({ id, confidence, override })),
    [{ id: 'react', confidence: 0, override: 'rejected' }],
  )
  await app.call(contract.overrideTechnology, { project: 'shop', technology: 'redis', verdict: 'added', part: 'worker' })
  await app.scan({ everything: true })
  await put()
  assert.deepEqual(await technologies(), [':react rejected 0', 'worker:redis added 1'])
  await app.call(contract.overrideTechnology, { project: 'shop', technology: 'react', verdict: 'confirmed' })
  assert.deepEqual(await technologies(), [':react confirmed 1', 'worker:redis added 1'])
  await app.call(contract.overrideTechnology, { project: 'shop', technology: 'react', verdict: 'none' })
  assert.deepEqual(await technologies(), ['worker:redis added 1'])
})

test('who said it is evidence, each word is told and audited', async () => {
  const { technologies: now } = await app.call(contract.get, { project: 'shop' })
  assert.equal(now.find((one) => one.id === 'redis')!.evidence[0]!.text, 'added by Owner')
  const project = await app.id('shop')
  const told = (await app.news()).filter((one) => one.name === 'projects.changed')
  assert.deepEqual(new Set(told.map((one) => one.payload['project'])), new Set([project]))
  assert.equal(told.length, 4)
  assert.equal((await app.audit()).filter((line) => line === 'projects.overrideTechnology done').length, 4)
})

test('a verdict nobody knows is refused', async () => {
  assert.equal(
    await app.refused(contract.overrideTechnology, { project: 'shop', technology: 'react', verdict: 'maybe' }),
    'kernel.invalid_input',
  )
})
