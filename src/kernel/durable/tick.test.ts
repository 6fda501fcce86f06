import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newestTick, untilNextTick } from './tick.ts'

const at = (text: string) => new Date(text)

test('every so many seconds: ticks are the same on every node, whenever it began', () => {
  assert.deepEqual(newestTick({ seconds: 30 }, at('2026-11-23T10:00:44.999Z')), at('2026-11-23T10:00:30Z'))
  assert.deepEqual(newestTick({ seconds: 30 }, at('2026-11-23T10:01:00.000Z')), at('2026-11-23T10:01:00Z'))
  assert.equal(untilNextTick({ seconds: 30 }, at('2026-11-23T10:00:44.000Z')), 16_000)
})

test('cron: a tick counts from its very moment on, and not a millisecond before', () => {
  const every = { cron: '0 3 * * *', timezone: 'UTC' }
  assert.deepEqual(newestTick(every, at('2026-11-23T03:00:00.000Z')), at('2026-11-23T03:00:00Z'))
  assert.deepEqual(newestTick(every, at('2026-11-23T02:59:59.999Z')), at('2026-11-22T03:00:00Z'))
  assert.equal(untilNextTick(every, at('2026-11-23T02:59:59.500Z')), 500)
})

test('cron: the hour that the clock skips is made up for, the hour it repeats counts once', () => {
  const every = { cron: '30 2 * * *', timezone: 'Europe/Berlin' }
  assert.deepEqual(newestTick(every, at('2026-03-29T12:00:00Z')), at('2026-03-29T01:00:00Z'))
  assert.deepEqual(newestTick(every, at('2026-10-25T12:00:00Z')), at('2026-10-25T00:30:00Z'))
})

test('a cron text that cannot be read says so', () => {
  assert.throws(() => untilNextTick({ cron: '61 * * * *' }, at('2026-11-23T00:00:00Z')), /61/)
  assert.throws(() => untilNextTick({ cron: '* * * * *', timezone: 'Nowhere/Land' }, at('2026-11-23T00:00:00Z')), /Nowhere/)
})
