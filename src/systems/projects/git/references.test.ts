import assert from 'node:assert/strict'
import { test } from 'node:test'
import { branchesFrom, countRemoteBranches, countUnpushed, defaultBranchFrom, parseReferences, tagsFrom } from './references.ts'

const DAY = 86_400
const NOW = Date.UTC(2026, 10, 1)
const seconds = (daysAgo: number): string => String(NOW / 1000 - daysAgo * DAY)

function lines(...rows: string[][]): Buffer {
  return Buffer.from(rows.map((row) => [...row, ...Array.from({ length: 7 - row.length }, () => '')].join('\0') + '\n').join(''))
}

const references = parseReferences(
  lines(
    ['refs/heads/main', 'c1', '', seconds(200), 'refs/remotes/origin/main', 'ahead 2, behind 3'],
    ['refs/heads/old', 'c2', '', seconds(100)],
    ['refs/heads/fresh', 'c3', '', seconds(1), 'refs/remotes/origin/fresh', ''],
    ['refs/heads/merged', 'c4', '', seconds(1), 'refs/remotes/origin/merged', 'gone'],
    ['refs/remotes/origin/HEAD', 'c1', '', seconds(5), '', '', 'refs/remotes/origin/main'],
    ['refs/remotes/origin/main', 'c1', '', seconds(5)],
    ['refs/tags/v1', 'tagobject', 'c9', seconds(30)],
    ['refs/tags/v2', 'c8', '', seconds(3)],
  ),
)

test('branches carry upstream, distance, age and what is unpushed', () => {
  const branches = branchesFrom(references, { current: 'fresh', defaultBranch: 'main', unpushed: new Map([['c1', 2]]), now: NOW })
  const main = { name: 'origin/main', reference: 'refs/remotes/origin/main', ahead: 2, behind: 3, gone: false }
  assert.deepEqual(
    branches.map(({ name, upstream }) => [name, upstream?.ahead]),
    [
      ['main', 2],
      ['old', undefined],
      ['fresh', 0],
      ['merged', null],
    ],
  )
  assert.deepEqual(branches[0]!.upstream, main)
  assert.deepEqual(
    branches.map(({ unpushed }) => unpushed),
    [2, 0, 0, 0],
  )
  assert.deepEqual(
    branches.map(({ current }) => current),
    [false, false, true, false],
  )
})

test('old branches and those whose upstream is gone are stale, the default branch never is', () => {
  const branches = branchesFrom(references, { current: null, defaultBranch: 'main', unpushed: null, now: NOW })
  assert.deepEqual(
    branches.filter(({ stale }) => stale).map(({ name }) => name),
    ['old', 'merged'],
  )
  assert.equal(branches[0]!.unpushed, null)
})

test('tags point to commits, newest first', () => {
  assert.deepEqual(
    tagsFrom(references).newest.map(({ name, commit }) => [name, commit]),
    [
      ['v2', 'c8'],
      ['v1', 'c9'],
    ],
  )
  assert.equal(tagsFrom(references).count, 2)
})

test('the default branch comes from the remote, then from settings, then from convention, with its evidence', () => {
  assert.deepEqual(defaultBranchFrom(references, 'old'), {
    name: 'main',
    evidence: 'refs/remotes/origin/HEAD points to refs/remotes/origin/main',
  })
  const local = parseReferences(lines(['refs/heads/b', 'c'], ['refs/heads/master', 'c']))
  assert.deepEqual(defaultBranchFrom(local, 'b'), { name: 'b', evidence: 'init.defaultBranch' })
  assert.equal(defaultBranchFrom(local, 'absent')?.name, 'master')
  assert.equal(defaultBranchFrom(parseReferences(lines(['refs/heads/only', 'c'])), null)?.name, 'only')
  assert.equal(defaultBranchFrom(parseReferences(lines(['refs/heads/a', 'c'], ['refs/heads/b', 'c'])), null), null)
  assert.equal(defaultBranchFrom([], null), null)
})

test('remote branches are counted without the HEAD pointer', () => {
  assert.equal(countRemoteBranches(references, 'origin'), 1)
  assert.equal(countRemoteBranches(references, 'orig'), 0)
})

test('unpushed commits are counted per branch, shared ones for each, published parents for none', () => {
  const revisions = ['m a b', 'a base1', 'b c', 'c base1', 'x c', ''].join('\n')
  const counts = countUnpushed(revisions, ['m', 'x', 'published'])
  assert.deepEqual(
    [...counts],
    [
      ['m', 4],
      ['x', 2],
      ['published', 0],
    ],
  )
})
