import assert from 'node:assert/strict'
import { test } from 'node:test'
import { observed } from '#tests/support/observed-processes.ts'
import type { OwnedRun } from './owned.ts'
import { adoptRuns, membersOf } from './owned-runs.ts'

const run: OwnedRun = {
  pid: 100,
  startTime: 'boot:100',
  run: 'r1',
  project: 'p',
  startedAt: '',
  logPath: '',
  userId: null,
  spec: { id: 'r1', project: 'p', dir: '/', command: { shell: 'x' }, logDir: '/' },
}
const marker = { project: 'p', run: 'r1' }
const stateWith = (...rows: ReturnType<typeof observed>[]): string => adoptRuns([run], rows).runs[0]!.state

test('a run is found by its root, by what its root left behind, or not at all', () => {
  assert.equal(stateWith(observed({ pid: 100 })), 'root')
  assert.equal(stateWith(observed({ pid: 300, marker })), 'descendants')
  assert.equal(stateWith(observed({ pid: 100, startTime: 'boot:later' })), 'gone')
  assert.equal(stateWith(observed({ pid: 100, state: 'zombie' })), 'gone')
})

test('marked processes of unrecorded runs are strays, dead ones are not', () => {
  const { strays } = adoptRuns(
    [run],
    [
      observed({ pid: 100, marker }),
      observed({ pid: 300, marker: { project: 'q', run: 'r9' } }),
      observed({ pid: 301, marker: { project: 'q', run: 'r9' }, state: 'zombie' }),
      observed({ pid: 302, marker: { project: 'q', run: null } }),
    ],
  )
  assert.deepEqual(strays, [{ pid: 300, startTime: 'boot:300', run: 'r9', project: 'q' }])
})

test('members are the living ones', () => {
  const rows = [observed({ pid: 100 }), observed({ pid: 101, parentPid: 100, state: 'zombie' }), observed({ pid: 102, parentPid: 100 })]
  assert.deepEqual(
    membersOf(run, rows).map(({ pid }) => pid),
    [100, 102],
  )
})
