import assert from 'node:assert/strict'
import { test } from 'node:test'
import { observed } from '#tests/support/observed-processes.ts'
import type { ObservedProcess } from './process.ts'
import { identityKey, treeMembers, withAncestors } from './process-tree.ts'
import type { TreeTarget } from './process-tree.ts'

const root = observed({ pid: 100, sessionId: 100, groupId: 100 })
const ROOT = { pid: root.pid, startTime: root.startTime }
const mark = (run: string): ObservedProcess['marker'] => ({ project: 'p', run })

function members(rows: readonly ObservedProcess[], target: Partial<TreeTarget> = {}): number[] {
  return treeMembers(rows, { root: ROOT, ...target })
    .map(({ pid }) => pid)
    .toSorted((left, right) => left - right)
}

test('children, their children, the session and the group are members; brothers are not', () => {
  assert.deepEqual(
    members([
      root,
      observed({ pid: 101, parentPid: 100, sessionId: 100 }),
      observed({ pid: 102, parentPid: 101, sessionId: 102 }),
      observed({ pid: 103, sessionId: 100 }),
      observed({ pid: 104, parentPid: 103 }),
      observed({ pid: 105, groupId: 100, sessionId: 7 }),
      observed({ pid: 200, sessionId: 7 }),
      observed({ pid: 1, parentPid: 0 }),
    ]),
    [100, 101, 102, 103, 104, 105],
  )
})

test('a daemon that left by a double fork is found by its marker, with its children', () => {
  const daemon = observed({ pid: 300, marker: mark('r1') })
  assert.deepEqual(members([root, daemon, observed({ pid: 301, parentPid: 300 })], { run: 'r1' }), [100, 300, 301])
  assert.deepEqual(members([root, daemon]), [100])
})

test('another run below this one is spared, with all that is its own', () => {
  const inner = observed({ pid: 300, parentPid: 100, marker: mark('r2') })
  assert.deepEqual(
    members([{ ...root, marker: mark('r1') }, inner, observed({ pid: 301, parentPid: 300, marker: mark('r2') })], { run: 'r1' }),
    [100],
  )
})

test('a reused pid is not the root, and its children and session are not the tree', () => {
  const stranger = { ...root, startTime: 'boot:later' }
  assert.deepEqual(members([stranger, observed({ pid: 101, parentPid: 100, sessionId: 100 })], { run: 'r1' }), [])
})

test('with the root gone, its session counts only when a marked process in it proves whose it is', () => {
  const orphan = observed({ pid: 101, sessionId: 100, groupId: 100 })
  assert.deepEqual(members([orphan], { run: 'r1' }), [])
  assert.deepEqual(members([orphan, observed({ pid: 102, sessionId: 100, marker: mark('r1') })], { run: 'r1' }), [101, 102])
})

test('a root that leads no session or group takes nobody from those it is in', () => {
  const plain = observed({ pid: 100, sessionId: 7, groupId: 7 })
  assert.deepEqual(members([plain, observed({ pid: 7, sessionId: 7, groupId: 7 }), observed({ pid: 8, sessionId: 7, groupId: 7 })]), [100])
})

test('what was found once stays, under the same start time only', () => {
  const lost = observed({ pid: 300 })
  const found = new Set([identityKey(lost)])
  assert.deepEqual(members([root, lost], { found }), [100, 300])
  assert.deepEqual(members([root, { ...lost, startTime: 'later' }], { found }), [100])
})

test('the spared, the first process and kernel threads are never members', () => {
  const rows = [
    root,
    observed({ pid: 101, parentPid: 100 }),
    observed({ pid: 102, parentPid: 100, kernel: true }),
    observed({ pid: 1, sessionId: 100 }),
  ]
  assert.deepEqual(members(rows, { spared: new Set([101]) }), [100])
})

test('the line of parents ends at the first, also in a circle', () => {
  assert.deepEqual(
    [...withAncestors([observed({ pid: 3, parentPid: 2 }), observed({ pid: 2, parentPid: 1 }), observed({ pid: 1, parentPid: 0 })], 3)],
    [3, 2, 1],
  )
  assert.deepEqual([...withAncestors([observed({ pid: 3, parentPid: 2 }), observed({ pid: 2, parentPid: 3 })], 3)], [3, 2])
})
