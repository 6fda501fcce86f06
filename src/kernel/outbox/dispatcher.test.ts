import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { defineContract } from '#kernel/contract.ts'
import { defineEvents } from '#kernel/events.ts'
import { events as settings } from '#kernel/settings/events.ts'
import { defineSystem, reaction, reactionToAny, type Reaction, type System } from '#kernel/system.ts'
import { startApp } from '#tests/support/app.ts'
import { until } from '#tests/support/until.ts'

const events = defineEvents('bell', { rang: { summary: 'The bell rang', payload: z.object({ number: z.number() }), guard: 'runs.get' } })

function bell(reactions: readonly Reaction[]): System {
  return defineSystem({
    id: 'bell',
    summary: 'A bell for tests',
    needs: [],
    contract: defineContract('bell', {}),
    operations: [],
    events,
    reactions,
  })
}

test('news reaches every reaction once and in order, and none of a transaction that was rolled back', async () => {
  const heard: number[] = []
  const app = await startApp({
    systems: [bell([reaction(events.rang, 'hear', (_ctx, event) => Promise.resolve(void heard.push(event.payload.number)))])],
  })
  const ctx = app.kernel.context(app.owner)
  await ctx.transaction(async (inside) => {
    for (const number of [1, 2, 3]) await inside.emit(events.rang, { number })
  })
  await assert.rejects(
    ctx.transaction(async (inside) => {
      await inside.emit(events.rang, { number: 99 })
      throw new Error('changed my mind')
    }),
  )
  await ctx.transaction((inside) => inside.emit(events.rang, { number: 4 }))
  await until('the last one is heard', () => Promise.resolve(heard.includes(4)))
  assert.deepEqual(heard, [1, 2, 3, 4])
})

test('a reaction that fails is tried again, holds nobody else up, and its half-done work is undone', async () => {
  let tries = 0
  const others: number[] = []
  const brittle = reaction(events.rang, 'brittle', async (ctx, event) => {
    await ctx.query("INSERT INTO kernel.setting (name, value, updated_by) VALUES ($1, '1', 'test')", [`bell.n${event.payload.number}`])
    tries += 1
    if (tries === 1) throw new Error('the first try fails')
  })
  const steady = reaction(events.rang, 'steady', (_ctx, event) => Promise.resolve(void others.push(event.payload.number)))
  const app = await startApp({ systems: [bell([brittle, steady])] })
  await app.kernel.context(app.owner).transaction((inside) => inside.emit(events.rang, { number: 7 }))
  await until('the second try succeeds', () => Promise.resolve(tries === 2))
  await until('the failure is forgotten', async () => (await app.rows('SELECT 1 FROM kernel.reaction_failed')).length === 0)
  assert.deepEqual(others, [7])
  assert.equal((await app.rows('SELECT 1 FROM kernel.setting')).length, 1)
})

test('live listeners hear what was committed, and can catch up from a position', async () => {
  const app = await startApp({ systems: [bell([])] })
  const before = app.kernel.live.position()
  const heard: string[] = []
  app.kernel.live.listen((event) => heard.push(event.position))
  const ctx = app.kernel.context(app.owner)
  for (const number of [1, 2]) await ctx.transaction((inside) => inside.emit(events.rang, { number }))
  await until('both are heard', () => Promise.resolve(heard.length === 2))
  const missed = await app.kernel.live.since(before, 10)
  assert.deepEqual(
    missed?.map((event) => event.position),
    heard,
  )
  assert.deepEqual(await app.kernel.live.since(heard[1]!, 10), [])
  assert.equal(await app.kernel.live.since(before, 1), null, 'too much was missed: read everything again')
  assert.equal(await app.kernel.live.since('nonsense', 10), null)
})

test('a reaction to any news hears of every system’s, and only what it says concerns it', async () => {
  const heard: string[] = []
  const any = reactionToAny(
    'any',
    (_ctx, event) => Promise.resolve(void heard.push(event.name)),
    (event) => event.payload['number'] !== 2,
  )
  const app = await startApp({ systems: [bell([any])] })
  const ctx = app.kernel.context(app.owner)
  await ctx.transaction(async (inside) => {
    for (const number of [1, 2, 3]) await inside.emit(events.rang, { number })
    await inside.emit(settings.changed, { name: 'bell.tone' })
  })
  await until('the last one is heard', () => Promise.resolve(heard.includes('settings.changed')))
  assert.deepEqual(heard, ['bell.rang', 'bell.rang', 'settings.changed'])
})
