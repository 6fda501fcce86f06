import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { defineContract } from '#kernel/contract.ts'
import { Problem } from '#kernel/errors.ts'
import { defineEvents } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { contract as runs } from '#kernel/runs/contract.ts'
import { defineSystem, reaction } from '#kernel/system.ts'
import { defineWorkflow } from '#kernel/workflow.ts'
import { startApp } from '#tests/support/app.ts'
import { until } from '#tests/support/until.ts'

const events = defineEvents('post', {
  came: { summary: 'A letter came', payload: z.object({ number: z.number() }), guard: 'runs.get' },
})

const patient = defineWorkflow({
  name: 'post.wait',
  summary: 'Wait for letters',
  input: z.object({}),
  queue: 'interactive',
  run: async (workflow) => [
    await workflow.receive('letter', 60_000, 'It waits for the postman.'),
    await workflow.receive('letter', 60_000),
  ],
})

const heard: number[] = []
const system = defineSystem({
  id: 'post',
  summary: 'Letters for tests',
  needs: [],
  contract: defineContract('post', {}),
  operations: [],
  events,
  workflows: [patient],
  reactions: [
    reaction(
      events.came,
      'odd',
      (_ctx, event) => Promise.resolve(void heard.push(event.payload.number)),
      (event) => event.payload.number % 2 === 1,
    ),
  ],
})
const app = await startApp({ systems: [system] })
const ctx = app.kernel.context(app.owner)

test('a message arrives with its transaction, once for its key, and never of one that was rolled back', async () => {
  const run = await ctx.start(patient, {})
  await assert.rejects(
    ctx.transaction(async (open) => {
      await open.send(run, { topic: 'letter', message: 'lost', key: 'lost' })
      throw new Error('rolled back')
    }),
  )
  for (const key of ['one', 'one', 'two'])
    await ctx.transaction((open) => open.send(run, { topic: 'letter', message: key, key: `${run}:${key}` }))
  const ended = await until('it has both', async () => {
    const seen = await app.call(runs.get, { id: run })
    return seen.state === 'done' && seen
  })
  assert.deepEqual(ended.output, ['one', 'two'])
  await ctx.send(run, { topic: 'letter', message: 'late', key: 'late' })
  await ctx.send(newId(), { topic: 'letter', message: 'nobody', key: 'nobody' })
  await ctx.emit(events.came, { number: 1 })
  await until('what was sent to nobody holds up nobody', () => Promise.resolve(heard.includes(1)))
})

test('news that does not concern a reaction leaves no trace of it', async () => {
  await ctx.transaction(async (open) => {
    for (const number of [2, 3, 4, 5]) await open.emit(events.came, { number })
  })
  await until('the last odd one is heard', () => Promise.resolve(heard.includes(5)))
  assert.deepEqual(heard, [1, 3, 5])
  assert.equal((await app.rows(`SELECT FROM kernel.reaction_done WHERE reaction = 'post.odd'`)).length, 3)
})

test('a call by name passes every stage: what is dangerous needs its approval', async () => {
  const acting = app.kernel.context(app.owner, 'automation')
  assert.ok(await acting.perform('settings.list', {}))
  const refused = await acting.perform('settings.removeSecret', { name: 'a.key' }).catch((error: unknown) => error)
  assert.ok(refused instanceof Problem)
  assert.equal(refused.code, 'kernel.approval_required')
  const nobody = await acting.perform('nowhere.atAll', {}).catch((error: unknown) => error)
  assert.equal((nobody as Problem).code, 'kernel.not_found')
})
