import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missedTicks, nextTick, previewTicks, readCron, readEvery, TimetableRefused } from './cron.ts'

/** [what, expression, zone, from, the next times] */
const CASES: [string, string, string, string, string[]][] = [
  ['a plain day', '30 2 * * *', 'Europe/Berlin', '2026-06-01T00:00:00Z', ['2026-06-01T00:30:00Z', '2026-06-02T00:30:00Z']],
  [
    'a time that does not exist happens at the change',
    '30 2 * * *',
    'Europe/Berlin',
    '2026-03-28T02:00:00Z',
    ['2026-03-29T01:00:00Z', '2026-03-30T00:30:00Z'],
  ],
  [
    'several times that do not exist happen once',
    '15,45 2 * * *',
    'America/New_York',
    '2026-03-07T12:00:00Z',
    ['2026-03-08T07:00:00Z', '2026-03-09T06:15:00Z', '2026-03-09T06:45:00Z'],
  ],
  [
    'the time right after the change is not doubled',
    '30 2,3 * * *',
    'Europe/Berlin',
    '2026-03-28T12:00:00Z',
    ['2026-03-29T01:00:00Z', '2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z'],
  ],
  ['exactly the end of the gap', '0 2,3 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', ['2026-03-29T01:00:00Z', '2026-03-30T00:00:00Z']],
  [
    'a time that exists twice happens the first time',
    '30 2 * * *',
    'Europe/Berlin',
    '2026-10-24T12:00:00Z',
    ['2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
  ],
  ['asked in the second pass, it has happened', '30 2 * * *', 'Europe/Berlin', '2026-10-25T01:10:00Z', ['2026-10-26T01:30:00Z']],
  ['asked between the passes', '30 2 * * *', 'Europe/Berlin', '2026-10-25T00:45:00Z', ['2026-10-26T01:30:00Z']],
  [
    'midnight before clocks go back',
    '0 0 * * *',
    'Europe/Berlin',
    '2026-10-24T12:00:00Z',
    ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ],
  [
    'every quarter hour goes on through both passes',
    '*/15 * * * *',
    'Europe/Berlin',
    '2026-10-25T00:40:00Z',
    [
      '2026-10-25T00:45:00Z',
      '2026-10-25T01:00:00Z',
      '2026-10-25T01:15:00Z',
      '2026-10-25T01:30:00Z',
      '2026-10-25T01:45:00Z',
      '2026-10-25T02:00:00Z',
    ],
  ],
  [
    'every quarter hour has no extra time in the gap',
    '*/15 * * * *',
    'Europe/Berlin',
    '2026-03-29T00:40:00Z',
    ['2026-03-29T00:45:00Z', '2026-03-29T01:00:00Z', '2026-03-29T01:15:00Z'],
  ],
  [
    'half past every hour skips the hour that is not there',
    '30 * * * *',
    'Europe/Berlin',
    '2026-03-29T00:00:00Z',
    ['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'],
  ],
  [
    'every second hour keeps to the clock',
    '0 */2 * * *',
    'Europe/Berlin',
    '2026-03-28T22:30:00Z',
    ['2026-03-28T23:00:00Z', '2026-03-29T02:00:00Z'],
  ],
  ['a gap at midnight', '0 0 * * *', 'America/Sao_Paulo', '2018-11-03T12:00:00Z', ['2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z']],
  ['a gap at midnight in Beirut', '0 0 * * *', 'Asia/Beirut', '2026-03-28T12:00:00Z', ['2026-03-28T22:00:00Z', '2026-03-29T21:00:00Z']],
  ['an overlap in New York', '30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', ['2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z']],
  [
    'a change of half an hour, forward',
    '15 2 * * *',
    'Australia/Lord_Howe',
    '2026-10-03T00:00:00Z',
    ['2026-10-03T15:30:00Z', '2026-10-04T15:15:00Z'],
  ],
  [
    'a change of half an hour, back',
    '45 1 * * *',
    'Australia/Lord_Howe',
    '2026-04-04T00:00:00Z',
    ['2026-04-04T14:45:00Z', '2026-04-05T15:15:00Z'],
  ],
  ['the southern hemisphere', '30 2 * * *', 'Australia/Sydney', '2026-10-02T20:00:00Z', ['2026-10-03T16:00:00Z', '2026-10-04T15:30:00Z']],
  [
    'a day that was left out',
    '0 12 * * *',
    'Pacific/Apia',
    '2011-12-29T12:00:00Z',
    ['2011-12-29T22:00:00Z', '2011-12-30T10:00:00Z', '2011-12-30T22:00:00Z'],
  ],
  ['a zone with an odd offset', '0 9 * * 1-5', 'Asia/Kolkata', '2026-02-28T00:00:00Z', ['2026-03-02T03:30:00Z', '2026-03-03T03:30:00Z']],
  ['a zone at a quarter of an hour', '0 0 * * *', 'Asia/Kathmandu', '2026-01-01T00:00:00Z', ['2026-01-01T18:15:00Z']],
  ['a leap day', '0 0 29 2 *', 'UTC', '2026-03-01T00:00:00Z', ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z']],
  ['a leap day on the clocks of a zone', '0 8 29 2 *', 'Europe/Berlin', '2026-03-01T00:00:00Z', ['2028-02-29T07:00:00Z']],
  ['day or weekday', '0 0 13 * 5', 'UTC', '2026-03-01T00:00:00Z', ['2026-03-06T00:00:00Z', '2026-03-13T00:00:00Z', '2026-03-20T00:00:00Z']],
  ['the last day of the month', '0 0 L * *', 'UTC', '2026-01-15T00:00:00Z', ['2026-01-31T00:00:00Z', '2026-02-28T00:00:00Z']],
  ['names of days and months', '0 6 * MAR MON', 'UTC', '2026-02-20T00:00:00Z', ['2026-03-02T06:00:00Z', '2026-03-09T06:00:00Z']],
  ['Sunday as seven', '0 0 * * 7', 'UTC', '2026-03-02T00:00:00Z', ['2026-03-08T00:00:00Z']],
  ['a nickname', '@daily', 'Europe/Berlin', '2026-06-01T12:00:00Z', ['2026-06-01T22:00:00Z']],
  ['strictly after the moment', '0 0 * * *', 'UTC', '2026-06-01T00:00:00Z', ['2026-06-02T00:00:00Z']],
]

for (const [what, expression, zone, from, times] of CASES)
  test(`cron: ${what} (${expression}, ${zone})`, () => {
    const ticks = previewTicks(readCron(expression, zone), new Date(from), times.length)
    assert.deepEqual(
      ticks.map((tick) => tick.toISOString().replace('.000Z', 'Z')),
      times,
    )
  })

test('a daily time happens exactly once on every day of two years, in zones with odd changes', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'America/Santiago', 'Asia/Tehran'])
    for (const expression of ['30 2 * * *', '0 0 * * *', '15 1 * * *']) {
      const table = readCron(expression, zone)
      const days = new Intl.DateTimeFormat('en-CA', { timeZone: zone })
      const ticks = previewTicks(table, new Date('2025-01-01T12:00:00Z'), 730)
      assert.equal(new Set(ticks.map((tick) => days.format(tick))).size, 730, `${expression} in ${zone}`)
    }
})

test('asking from any moment in between gives the same times', () => {
  const table = readCron('30 2 * * *', 'Europe/Berlin')
  for (const around of ['2026-03-29T00:00:00Z', '2026-10-25T00:00:00Z']) {
    const start = Date.parse(around) - 86_400_000
    const ticks = previewTicks(table, new Date(start), 4).map(Number)
    for (let at = start; at < ticks[3]!; at += 600_000)
      assert.equal(
        Number(nextTick(table, new Date(at))),
        ticks.find((tick) => tick > at),
      )
  }
})

test('a mistake is refused with a sentence that helps', () => {
  const reason = (expression: string, zone?: string): string => {
    try {
      readCron(expression, zone)
      return 'accepted'
    } catch (error) {
      assert.ok(error instanceof TimetableRefused)
      return error.message
    }
  }
  assert.match(reason('0 0 * *'), /five fields .* this one has 4/)
  assert.match(reason('0 0 0 * * *'), /this one has 6/)
  assert.match(reason('61 0 * * *'), /minute: 61/)
  assert.match(reason('0 0 31 2 *'), /never happens/)
  assert.match(reason('0 0 * * *', 'Europe/Berln'), /Did you mean "Europe\/Berlin"/)
  assert.match(reason('@dayly'), /Did you mean "@daily"/)
  assert.match(reason('hello'), /five fields/)
})

test('an interval counts from its anchor', () => {
  const table = readEvery(300_000, new Date('2026-01-01T00:01:00Z'))
  assert.equal(nextTick(table, new Date('2026-01-01T00:06:00Z'))?.toISOString(), '2026-01-01T00:11:00.000Z')
  assert.equal(nextTick(table, new Date('2025-01-01T00:00:00Z'))?.toISOString(), '2026-01-01T00:01:00.000Z')
  assert.throws(() => readEvery(500, new Date(0)), TimetableRefused)
})

test('after a break: nothing, the latest, or all that were missed', () => {
  const table = readCron('0 3 * * *', 'Europe/Berlin')
  const between = { since: new Date('2026-06-01T01:00:00Z'), until: new Date('2026-06-04T12:00:00Z') }
  const days = (policy: 'skip' | 'latest' | 'all') => missedTicks(table, between, policy).run.map((tick) => tick.toISOString().slice(0, 13))
  assert.deepEqual(days('skip'), [])
  assert.deepEqual(days('latest'), ['2026-06-04T01'])
  assert.deepEqual(days('all'), ['2026-06-02T01', '2026-06-03T01', '2026-06-04T01'])
  assert.equal(missedTicks(table, between, 'latest').leftOut, true)
  assert.equal(missedTicks(table, between, 'all').leftOut, false)
})

test('nothing missed is nothing to catch up, and the last moment counts', () => {
  const table = readCron('0 3 * * *', 'UTC')
  const at = (since: string, until: string) => missedTicks(table, { since: new Date(since), until: new Date(until) }, 'all').run.length
  assert.equal(at('2026-06-01T03:00:00Z', '2026-06-02T02:59:59Z'), 0)
  assert.equal(at('2026-06-01T03:00:00Z', '2026-06-02T03:00:00Z'), 1)
  assert.equal(at('2026-06-02T00:00:00Z', '2026-06-01T00:00:00Z'), 0)
})

test('a year of silence of a minutely schedule catches up the newest hundred', () => {
  const table = readCron('* * * * *', 'America/New_York')
  const missed = missedTicks(table, { since: new Date('2025-01-01T00:00:00Z'), until: new Date('2026-01-01T00:00:30Z') }, 'all')
  assert.equal(missed.run.length, 100)
  assert.equal(missed.run.at(-1)?.toISOString(), '2026-01-01T00:00:00.000Z')
  assert.equal(missed.leftOut, true)
})
