import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { followRemote, remotesFolder, startProjects } from '#tests/support/projects-app.ts'
import { cloneRepository } from '#tests/support/repositories.ts'
import { contract } from '../contract.ts'

const remotes = remotesFolder()
const names = ['clean', 'dirty', 'diverged', 'broken'] as const
const app = await startProjects((folder) => {
  for (const name of names) followRemote(folder, remotes, name)
  // Somebody else pushes to every remote.
  for (const name of names) {
    const other = cloneRepository(join(remotes, `${name}.git`), join(remotes, `${name}-elsewhere`))
    other.commit('from elsewhere', { path: 'README.md' })
    other.git('push', '-q')
  }
  folder.put({ 'dirty/README.md': 'my own words\n' })
  folder.git('diverged', 'commit', '-q', '--allow-empty', '-m', 'mine')
  rmSync(join(remotes, 'broken.git'), { recursive: true })
})
const head = (name: string): string => app.folder.git(name, 'rev-parse', 'HEAD')

interface Outcome {
  project: string
  outcome: string
  sentence: string
}

async function run(input: { action: 'fetch' | 'pull'; projects?: string[]; tag?: string }): Promise<Record<string, Outcome>> {
  const { run: id } = await app.call(contract.runGit, input)
  const { results } = (await app.ended(id)).output as { results: Outcome[] }
  const slugs = new Map((await app.call(contract.list, {})).items.map((one) => [one.id, one.slug]))
  return Object.fromEntries(results.map((one) => [slugs.get(one.project), one]))
}

test('a fetch brings the commits and moves nothing', async () => {
  const before = head('clean')
  const results = await run({ action: 'fetch', projects: ['clean'] })
  assert.deepEqual(Object.keys(results), ['clean'])
  assert.equal(head('clean'), before)
  assert.equal((await app.call(contract.git, { project: 'clean' })).summary!.behind, 1)
})

test('a pull moves what can be fast-forwarded, and leaves dirty and diverged trees as they are', async () => {
  await app.audit()
  const before = Object.fromEntries(names.map((name) => [name, head(name)]))
  const results = await run({ action: 'pull' })
  assert.equal(Object.keys(results).length, 4, 'one that fails holds nobody up')
  assert.equal(head('clean'), app.folder.git('clean', 'rev-parse', 'origin/main'))
  assert.notEqual(head('clean'), before['clean'])
  assert.equal(readFileSync(join(app.folder.path, 'clean', 'README.md'), 'utf8'), 'from elsewhere\n')
  assert.deepEqual([head('dirty'), head('diverged'), head('broken')], [before['dirty'], before['diverged'], before['broken']])
  assert.equal(readFileSync(join(app.folder.path, 'dirty', 'README.md'), 'utf8'), 'my own words\n')
  assert.match(results['dirty']!.sentence, /changes/)
  assert.match(results['diverged']!.sentence, /diverged/)
  assert.match(results['broken']!.sentence, /^broken: /)
  assert.deepEqual(await app.audit(), ['projects.runGit done'])
})

test('afterwards the list shows the new state without another scan', async () => {
  assert.equal((await app.call(contract.git, { project: 'clean' })).summary!.behind, 0)
  assert.equal((await app.call(contract.git, { project: 'clean' })).summary!.commit, head('clean'))
})

test('a tag narrows it to what bears it, and nobody reaches a foreign project', async () => {
  await app.call(contract.update, { project: 'dirty', tags: ['shop'] })
  assert.deepEqual(Object.keys(await run({ action: 'fetch', tag: 'shop' })), ['dirty'])
  const clean = await app.id('clean')
  const as = somebody([{ permission: 'projects:git', projects: new Set([clean]) }])
  assert.equal(await app.refused(contract.runGit, { action: 'pull', projects: ['dirty'] }, { as }), 'kernel.not_found')
  assert.equal(await app.refused(contract.runGit, { action: 'pull', projects: [newId()] }), 'kernel.not_found')
  const { run: id } = await app.call(contract.runGit, { action: 'fetch' }, { as })
  const { results } = (await app.ended(id)).output as { results: Outcome[] }
  assert.deepEqual(
    results.map((one) => one.project),
    [clean],
  )
})
