import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseWorktrees } from './worktrees.ts'

test('worktrees are read with branch, detached head, lock and prune reasons', () => {
  const output = Buffer.from(
    [
      'worktree /repo',
      'HEAD abc',
      'branch refs/heads/main',
      '',
      'worktree /tmp/with space',
      'HEAD def',
      'detached',
      'locked on a stick',
      '',
      'worktree /gone',
      'HEAD 000',
      'branch refs/heads/a/b',
      'locked',
      'prunable gitdir file points to non-existent location',
      '',
      'worktree /bare.git',
      'bare',
      '',
    ]
      .map((line) => `${line}\0`)
      .join(''),
  )
  assert.deepEqual(parseWorktrees(output), [
    { path: '/repo', branch: 'main', commit: 'abc', bare: false, detached: false, locked: null, prunable: null },
    { path: '/tmp/with space', branch: null, commit: 'def', bare: false, detached: true, locked: 'on a stick', prunable: null },
    {
      path: '/gone',
      branch: 'a/b',
      commit: '000',
      bare: false,
      detached: false,
      locked: '',
      prunable: 'gitdir file points to non-existent location',
    },
    { path: '/bare.git', branch: null, commit: null, bare: true, detached: false, locked: null, prunable: null },
  ])
  assert.deepEqual(parseWorktrees(Buffer.alloc(0)), [])
})
