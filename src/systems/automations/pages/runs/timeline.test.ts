import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RunTask } from '../client.ts'
import { shareOf, timelineRows, timelineScale, timelineTicks } from './timeline.ts'

const start = Date.parse('2026-11-30T10:00:00.000Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()

function task(key: string, from: number | null, to: number | null, more: Partial<RunTask> = {}): RunTask {
  return {
    key,
    reference: key,
    name: key.split('/').at(-1)!,
    kind: 'call',
    step: null,
    state: to === null ? 'running' : 'done',
    attempts: 1,
    waitsFor: null,
    error: null,
    startedAt: from === null ? null : at(from),
    endedAt: to === null ? null : at(to),
    milliseconds: null,
    cpuMilliseconds: null,
    cost: null,
    logLines: 0,
    childRun: null,
    ...more,
  }
}

const tasks = [
  task('/do/0/main', 0, null, { kind: 'try' }),
  task('/do/0/main/try/0/build', 1, 3, { step: 'build', attempts: 2 }),
  task('/do/0/main/try/1/ask', 3, null, { step: 'ask', kind: 'do', state: 'running' }),
  task('/do/0/main/try/1/ask/do/0/listen', 4, null, { step: 'ask', kind: 'listen', state: 'waiting' }),
  task('/do/0/main/try/2/ship', null, null, { step: 'ship' }),
]

test('by steps there is a line for each step that began, with its tries and its worst state', () => {
  const rows = timelineRows(tasks, start + 10_000, true)
  assert.deepEqual(
    rows.map(({ label, state, attempts }) => [label, state, attempts]),
    [
      ['build', 'done', 2],
      ['ask', 'waiting', 1],
    ],
  )
})

test('what waits is told from what works, and lasts until now while it is open', () => {
  const [, ask] = timelineRows(tasks, start + 10_000, true)
  assert.deepEqual(ask?.bars, [{ from: start + 4000, to: start + 10_000, waiting: true, open: true }])
})

test('a plain document without steps shows its tasks', () => {
  const plain = [task('/do/0/a', 0, 1), task('/do/1/b', 1, 2)]
  assert.deepEqual(
    timelineRows(plain, start, true).map(({ key }) => key),
    ['/do/0/a', '/do/1/b'],
  )
  assert.equal(timelineRows(tasks, start, false).length, 4)
})

test('the axis has a few round moments and places them in order', () => {
  const scale = timelineScale(timelineRows(tasks, start + 10_000, true), start, start + 10_000)
  const ticks = timelineTicks(scale)
  assert.deepEqual(
    ticks.map((tick) => (tick - start) / 1000),
    [0, 5, 10],
  )
  assert.equal(shareOf(start, scale), 0)
  assert.ok(shareOf(start + 10_000, scale) < 1)
})
