import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operationFrom } from './operation-in-progress.ts'

const CASES: readonly [Record<string, string>, unknown][] = [
  [{}, null],
  [{ 'sequencer/head': 'x' }, { kind: 'sequence', branch: null, step: null, steps: null }],
  [
    {
      'rebase-merge': '',
      'rebase-merge/head-name': 'refs/heads/topic\n',
      'rebase-merge/msgnum': '2\n',
      'rebase-merge/end': '5\n',
      CHERRY_PICK_HEAD: 'x',
    },
    { kind: 'rebase', branch: 'topic', step: 2, steps: 5 },
  ],
  [
    { 'rebase-merge': '', 'rebase-merge/head-name': 'detached HEAD\n' },
    { kind: 'rebase', branch: null, step: null, steps: null },
  ],
  [
    { 'rebase-apply': '', 'rebase-apply/next': '1', 'rebase-apply/last': '3' },
    { kind: 'rebase', branch: null, step: 1, steps: 3 },
  ],
  [
    { 'rebase-apply': '', 'rebase-apply/applying': '', 'rebase-apply/next': 'x' },
    { kind: 'apply-mailbox', branch: null, step: null, steps: null },
  ],
  [{ MERGE_HEAD: 'x' }, { kind: 'merge', branch: null, step: null, steps: null }],
  [{ CHERRY_PICK_HEAD: 'x' }, { kind: 'cherry-pick', branch: null, step: null, steps: null }],
  [{ REVERT_HEAD: 'x' }, { kind: 'revert', branch: null, step: null, steps: null }],
  [
    { BISECT_LOG: '', BISECT_START: 'main\n' },
    { kind: 'bisect', branch: 'main', step: null, steps: null },
  ],
]

test('every unfinished operation is told apart by its files', () => {
  for (const [files, expected] of CASES) assert.deepEqual(operationFrom(new Map(Object.entries(files))), expected)
})
