import assert from 'node:assert/strict'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { testFolder } from '#tests/support/test-folder.ts'
import { createRepository, cloneRepository } from '#tests/support/repositories.ts'
import { gitStateKey } from './state-key.ts'

test('the key stays while nothing changes and changes with everything git keeps', async (t) => {
  const root = testFolder(t)
  const repository = createRepository(join(root, 'a'))
  const base = repository.commit('one')
  const steps: Record<string, () => unknown> = {
    commit: () => repository.commit('two'),
    'commit on the same branch again': () => repository.commit('three'),
    stage: () => repository.write('new', 'x') ?? repository.git('add', 'new'),
    stash: () => repository.git('stash', 'push', '--quiet'),
    'second stash': () => repository.write('file.txt', 'y') ?? repository.git('stash', 'push', '--quiet'),
    branch: () => repository.git('branch', 'deep/topic'),
    'branch moved': () => repository.git('branch', '--force', 'deep/topic', base),
    tag: () => repository.git('tag', 'v1'),
    switch: () => repository.git('checkout', '--quiet', 'deep/topic'),
    detach: () => repository.git('checkout', '--quiet', '--detach'),
    'packed references': () => repository.git('pack-refs', '--all'),
    'branch deleted': () => repository.git('branch', '-D', 'deep/topic'),
    configuration: () => repository.git('config', 'some.key', 'value'),
    worktree: () => repository.git('worktree', 'add', '--quiet', '--detach', join(root, 'w')),
    'unfinished bisect': () => repository.git('bisect', 'start'),
  }
  let key = await gitStateKey(repository.dir)
  for (const [name, step] of Object.entries(steps)) {
    assert.equal(await gitStateKey(repository.dir), key, `before: ${name}`)
    step()
    const next = await gitStateKey(repository.dir)
    assert.notEqual(next, key, name)
    key = next
  }
})

test('a fetch that brought something changes the key', async (t) => {
  const root = testFolder(t)
  const origin = createRepository(join(root, 'origin'))
  origin.commit('one')
  const clone = cloneRepository(origin.dir, join(root, 'clone'))
  const key = await gitStateKey(clone.dir)
  origin.commit('two')
  clone.git('-c', 'protocol.file.allow=always', 'fetch', '--quiet')
  assert.notEqual(await gitStateKey(clone.dir), key)
})

test('a repository that goes and comes back changes the key each time', async (t) => {
  const folder = testFolder(t)
  const absent = await gitStateKey(folder)
  createRepository(folder)
  assert.notEqual(await gitStateKey(folder), absent)
  rmSync(join(folder, '.git'), { recursive: true })
  mkdirSync(join(folder, 'x'))
  assert.equal(await gitStateKey(folder), absent)
})
