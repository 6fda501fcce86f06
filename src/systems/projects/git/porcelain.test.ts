import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseHeadFile, parseStatus } from './porcelain.ts'

const HASH = 'a'.repeat(40)

function status(...records: (string | Buffer)[]): Buffer {
  return Buffer.concat(records.flatMap((record) => [Buffer.from(record), Buffer.from([0])]))
}

test('a clean branch level with its upstream', () => {
  const report = parseStatus(status(`# branch.oid ${HASH}`, '# branch.head main', '# branch.upstream origin/main', '# branch.ab +0 -0'))
  assert.deepEqual(report, {
    commit: HASH,
    branch: 'main',
    upstream: 'origin/main',
    ahead: 0,
    behind: 0,
    movedSubmodules: [],
    workTree: { clean: true, staged: 0, unstaged: 0, untracked: 0, conflicted: 0, changes: [] },
  })
})

test('a branch without commits, a detached head, and an upstream that is gone', () => {
  assert.equal(parseStatus(status('# branch.oid (initial)', '# branch.head main')).commit, null)
  assert.equal(parseStatus(status(`# branch.oid ${HASH}`, '# branch.head (detached)')).branch, null)
  const gone = parseStatus(status(`# branch.oid ${HASH}`, '# branch.head x', '# branch.upstream origin/x'))
  assert.deepEqual([gone.upstream, gone.ahead, gone.behind], ['origin/x', null, null])
})

test('each kind of change is counted where it belongs, names with spaces and newlines kept', () => {
  const { workTree } = parseStatus(
    status(
      `1 M. N... 100644 100644 100644 ${HASH} ${HASH} staged file.ts`,
      `1 .M N... 100644 100644 100644 ${HASH} ${HASH} line\nbreak`,
      `1 MM N... 100644 100644 100644 ${HASH} ${HASH} both`,
      `2 R. N... 100644 100644 100644 ${HASH} ${HASH} R100 new name`,
      'old name',
      `u UU N... 100644 100644 100644 100644 ${HASH} ${HASH} ${HASH} fight me`,
      '? notes/',
      '! ignored',
    ),
  )
  assert.deepEqual(
    { staged: workTree.staged, unstaged: workTree.unstaged, untracked: workTree.untracked, conflicted: workTree.conflicted },
    { staged: 3, unstaged: 2, untracked: 1, conflicted: 1 },
  )
  assert.equal(workTree.clean, false)
  assert.deepEqual(workTree.changes, [
    { path: 'staged file.ts', kind: 'tracked', code: 'M.' },
    { path: 'line\nbreak', kind: 'tracked', code: '.M' },
    { path: 'both', kind: 'tracked', code: 'MM' },
    { path: 'new name', kind: 'tracked', code: 'R.' },
    { path: 'fight me', kind: 'conflicted', code: 'UU' },
    { path: 'notes/', kind: 'untracked', code: '??' },
  ])
})

test('a submodule at another commit is named; one only dirty inside is not', () => {
  const report = parseStatus(
    status(`1 .M SC.. 160000 160000 160000 ${HASH} ${HASH} libs/moved`, `1 .M S.M. 160000 160000 160000 ${HASH} ${HASH} libs/dirty`),
  )
  assert.deepEqual(report.movedSubmodules, ['libs/moved'])
})

test('names that are not UTF-8 are shown, and only a hundred changes are listed while all are counted', () => {
  const many = Array.from({ length: 250 }, (_, index) => `? file-${index}`)
  const { workTree } = parseStatus(status(Buffer.from([0x3f, 0x20, 0xe9]), ...many))
  assert.equal(workTree.untracked, 251)
  assert.equal(workTree.changes.length, 100)
  assert.equal(workTree.changes[0]!.path, '\\xe9')
})

test('a truncated or unknown record is no exception', () => {
  assert.equal(parseStatus(status('1 M.', 'z what', '')).workTree.staged, 1)
  assert.equal(parseStatus(Buffer.alloc(0)).branch, null)
})

test('HEAD names a branch, a commit of either hash, or nothing', () => {
  assert.deepEqual(parseHeadFile('ref: refs/heads/feature/x\n'), { branch: 'feature/x', commit: null })
  assert.deepEqual(parseHeadFile(`${HASH}\n`), { branch: null, commit: HASH })
  assert.deepEqual(parseHeadFile('b'.repeat(64)), { branch: null, commit: 'b'.repeat(64) })
  for (const text of ['', 'garbage', 'ref: ', 'a'.repeat(41)]) assert.equal(parseHeadFile(text), null)
})
