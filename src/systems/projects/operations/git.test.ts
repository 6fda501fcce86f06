import assert from 'node:assert/strict'
import { test } from 'node:test'
import { followRemote, remotesFolder, startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const remotes = remotesFolder()
const app = await startProjects((folder) => {
  followRemote(folder, remotes, 'shop')
  folder.git('shop', 'commit', '-q', '--allow-empty', '-m', 'not pushed')
  folder.put({ 'shop/new.txt': 'new', 'shop/README.md': 'changed\n' })
  folder.git('shop', 'branch', 'side')
  folder.git('shop', 'worktree', 'add', '-q', '../shop-side', 'side')
  folder.put({ 'plain/go.mod': 'module plain\n' })
})

test('git in a line: branch, commit, changes, what is on no remote', async () => {
  const { summary, facts } = await app.call(contract.git, { project: 'shop' })
  assert.ok(summary && facts)
  const { branch, commit, ahead, behind, changes, stashes, operation, detached } = summary
  assert.deepEqual(
    { branch, ahead, behind, changes, stashes, operation, detached },
    {
      branch: 'main',
      ahead: 1,
      behind: 0,
      changes: 2,
      stashes: 0,
      operation: null,
      detached: false,
    },
  )
  assert.equal(commit, app.folder.git('shop', 'rev-parse', 'HEAD'))
  assert.equal((facts['remotes'] as { name: string }[])[0]!.name, 'origin')
  assert.equal((facts['worktrees'] as unknown[]).length >= 1, true)
})

test('a worktree is a project of its own that belongs to its repository', async () => {
  const side = await app.call(contract.get, { project: 'shop-side' })
  assert.equal(side.kind, 'worktree')
  assert.equal((await app.call(contract.git, { project: 'shop-side' })).summary!.branch, 'side')
  assert.equal(side.parent, await app.id('shop'))
})

test('a stash and a commit are there after the next scan', async () => {
  app.folder.git('shop', 'stash', '-q', '-u')
  await app.scan()
  const { summary } = await app.call(contract.git, { project: 'shop' })
  assert.deepEqual([summary!.stashes, summary!.changes], [1, 0])
})

test('a folder without git has none, rather than an empty one', async () => {
  assert.deepEqual(await app.call(contract.git, { project: 'plain' }), { summary: null, facts: null })
})
