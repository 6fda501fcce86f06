import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody } from '#tests/support/app.ts'
import { followRemote, remotesFolder, startProjects } from '#tests/support/projects-app.ts'
import type { TemporaryFolder } from '#tests/support/temporary-folder.ts'
import { contract } from '../contract.ts'

const remotes = remotesFolder()

/** A project whose remote has a commit more, which was fetched but not pulled. */
function behind(folder: TemporaryFolder, name: string): void {
  followRemote(folder, remotes, name)
  folder.git(name, 'commit', '-q', '--allow-empty', '-m', 'ahead')
  folder.git(name, 'push', '-q')
  folder.git(name, 'reset', '-q', '--hard', 'HEAD~1')
}

const app = await startProjects((folder) => {
  behind(folder, 'behind')
  behind(folder, 'dirty')
  folder.put({ 'dirty/README.md': 'changed\n' })
  followRemote(folder, remotes, 'level')
  folder.commit('alone', { 'go.mod': 'module alone\n' })
  folder.put({ 'plain/go.mod': 'module plain\n' })
})

const outcomes = async (input: { action: 'fetch' | 'pull'; tag?: string }): Promise<Record<string, string>> => {
  const { items } = await app.call(contract.previewGit, input)
  return Object.fromEntries(items.map((one) => [one.slug, `${one.outcome}${one.would ? ' would' : ''}`]))
}

test('a pull says of every repository what it would do, and does none of it', async () => {
  const before = app.folder.git('behind', 'rev-parse', 'HEAD')
  assert.deepEqual(await outcomes({ action: 'pull' }), {
    alone: 'no-upstream',
    behind: 'fast-forward would',
    dirty: 'dirty',
    level: 'up-to-date',
  })
  assert.equal(app.folder.git('behind', 'rev-parse', 'HEAD'), before)
  const { items } = await app.call(contract.previewGit, { action: 'pull' })
  assert.ok(items.every((one) => one.sentence.endsWith('.')))
})

test('a fetch names the remotes it would ask', async () => {
  assert.deepEqual(await outcomes({ action: 'fetch' }), {
    alone: 'no-remote',
    behind: 'fetch would',
    dirty: 'fetch would',
    level: 'fetch would',
  })
})

test('a tag and the caller’s grants narrow it; what was not read yet is unknown', async () => {
  await app.call(contract.update, { project: 'level', tags: ['live'] })
  assert.deepEqual(Object.keys(await outcomes({ action: 'pull', tag: 'live' })), ['level'])
  const as = somebody([{ permission: 'projects:read', projects: new Set([await app.id('alone')]) }])
  const seen = await app.call(contract.previewGit, { action: 'pull' }, { as })
  assert.deepEqual(
    seen.items.map((one) => one.slug),
    ['alone'],
  )
  await app.rows('DELETE FROM projects.facts WHERE project = $1', [await app.id('level')])
  assert.equal((await outcomes({ action: 'pull', tag: 'live' }))['level'], 'unknown')
})
