import assert from 'node:assert/strict'
import { test } from 'node:test'
import { activityFrom, contributorsFrom, parseCommits, parseHistory } from './log.ts'

const nul = (...fields: string[]): Buffer => Buffer.from(fields.map((field) => `${field}\0`).join(''))

test('commits are read with parents, people, times and names, empty subjects included', () => {
  const commits = parseCommits(
    nul(
      'c2',
      'c1 c0',
      'Ada',
      'ada@x',
      '86400',
      '172800',
      'HEAD -> main, tag: v1, origin/main',
      'Join: two lines, "quoted"',
      'c1',
      '',
      'Bob',
      'bob@x',
      '0',
      '0',
      '',
      '',
    ),
  )
  assert.deepEqual(commits[0], {
    id: 'c2',
    parents: ['c1', 'c0'],
    author: 'Ada',
    email: 'ada@x',
    authoredAt: '1970-01-02T00:00:00.000Z',
    committedAt: '1970-01-03T00:00:00.000Z',
    subject: 'Join: two lines, "quoted"',
    names: ['main', 'v1', 'origin/main'],
  })
  assert.deepEqual([commits[1]!.parents, commits[1]!.names, commits[1]!.subject], [[], [], ''])
})

test('a cut-off answer loses only its last record', () => {
  assert.equal(parseHistory(nul('1', 'a', 'b', '2', 'c')).length, 1)
})

test('activity counts UTC days of a year up to today and nothing outside it', () => {
  const now = Date.UTC(2026, 6, 15, 12)
  const at = (day: number): string => String(now / 1000 - day * 86_400)
  const history = parseHistory(nul(...[0, 0, 29, 30, 364, 365, -2].flatMap((day) => [at(day), 'A', 'a@x'])))
  const activity = activityFrom(history, now)
  assert.equal(activity.endsOn, '2026-07-15')
  assert.equal(activity.perDay.length, 365)
  assert.deepEqual([activity.perDay.at(-1), activity.perDay.at(-30), activity.perDay.at(-31), activity.perDay[0]], [2, 1, 1, 1])
  assert.deepEqual([activity.last30Days, activity.last365Days], [3, 5])
})

test('people are one per address whatever its capitals, most commits first, with first and last time', () => {
  const people = contributorsFrom(parseHistory(nul('300', 'Ada Lovelace', 'Ada@x', '200', 'Bob', 'bob@x', '100', 'ada', 'ada@x')))
  assert.deepEqual([people.count, people.commits], [2, 3])
  assert.deepEqual(people.top[0], {
    name: 'Ada Lovelace',
    email: 'Ada@x',
    commits: 2,
    firstAt: '1970-01-01T00:01:40.000Z',
    lastAt: '1970-01-01T00:05:00.000Z',
  })
})

test('no history is no activity, not unknown', () => {
  assert.equal(activityFrom([], 0).last365Days, 0)
  assert.deepEqual(contributorsFrom([]), { count: 0, commits: 0, top: [] })
})
