import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { contract as settings } from '#kernel/settings/contract.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { join } from '#tests/support/people.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { publishEvent } from '../publish-event.ts'

const app = await startAutomations()
const ctx = app.kernel.context(program)
const step = '- { id: a, uses: set, with: { b: 1 } }'
let count = 0
const publish = (type: string, more: object = {}, from?: { project?: string; permission?: string }) =>
  ctx.transaction((open) => publishEvent(open, { id: `e${(count += 1)}`, source: 'test', type, ...more }, from))
const inputs = async (name: string) =>
  (await app.rows<{ input: object[] }>('SELECT input FROM automations.run WHERE name = $1 ORDER BY number', [name])).map((row) => row.input)

test('an event starts what asks for its type, source, subject and condition', async () => {
  await app.save(
    textOf(
      'order',
      step,
      "on:\n  - event: { type: order.made, source: test, if: .data.amount > 10 }\n    with: { amount: '${ .data.amount }' }\ninputs: { amount: { type: integer } }\n",
    ),
  )
  assert.equal((await publish('order.made', { data: { amount: 11 } })).started.length, 1)
  assert.equal((await publish('order.made', { data: { amount: 9 } })).started.length, 0)
  assert.equal((await publish('order.lost', { data: { amount: 11 } })).started.length, 0)
  assert.equal((await publish('order.made', { data: { amount: 11 }, source: 'other' })).started.length, 0)
  assert.deepEqual(
    (await inputs('order')).map(([event]) => (event as { optimusinputs: unknown }).optimusinputs),
    [{ amount: 11 }],
  )
})

test('an event that is published twice counts once', async () => {
  const event = { id: 'same', source: 'test', type: 'order.made', data: { amount: 20 } }
  const first = await ctx.transaction((open) => publishEvent(open, event))
  const second = await ctx.transaction((open) => publishEvent(open, event))
  assert.deepEqual([first.started.length, second.started.length], [1, 0])
})

const standard = (name: string, on: object) =>
  JSON.stringify({
    document: { dsl: '1.0.3', namespace: 'test', name, version: '1.0.0' },
    schedule: { on },
    do: [{ a: { set: { b: 1 } } }],
  })

test('a document that wants all of several events waits for those that agree', async () => {
  const correlate = { order: { from: '${ .data.order }' } }
  await app.save(
    standard('both', {
      all: [
        { with: { type: 'paid' }, correlate },
        { with: { type: 'packed' }, correlate },
      ],
    }),
  )
  assert.equal((await publish('paid', { data: { order: 1 } })).started.length, 0)
  assert.equal((await publish('packed', { data: { order: 2 } })).started.length, 0)
  assert.equal((await publish('paid', { data: { order: 1 } })).started.length, 0)
  assert.equal((await publish('packed', { data: { order: 1 } })).started.length, 1)
  assert.equal((await publish('paid', { data: { order: 2 } })).started.length, 1)
  assert.deepEqual(
    (await inputs('both')).map((events) => events.map((one) => (one as { type: string }).type)),
    [
      ['paid', 'packed'],
      ['paid', 'packed'],
    ],
  )
  assert.equal((await app.rows('SELECT 1 FROM automations.trigger_seen')).length, 0)
})

test('an expression in a filter judges the attribute', async () => {
  await app.save(standard('warm', { one: { with: { type: 'measured', data: '${ .degrees > 30 }' } } }))
  assert.equal((await publish('measured', { data: { degrees: 31 } })).started.length, 1)
  assert.equal((await publish('measured', { data: { degrees: 3 } })).started.length, 0)
  assert.equal((await publish('measured', { data: 'hot' })).started.length, 0)
})

test('news of other systems starts automations of those who may hear it, and nobody else’s', async () => {
  const writer = await join(app, app.owner, { name: 'Wren', role: 'member' })
  const on = (name: string) => textOf(name, step, 'on:\n  - event: settings.changed\n')
  await app.save(on('mine'))
  const allowed = { ...writer.actor, grants: [{ permission: 'automations:write', projects: 'all' as const }] }
  await app.call(contract.create, { text: on('theirs') }, { as: allowed })
  await app.call(settings.set, { name: 'test.word', value: 1 })
  await until('the news started a run', async () => (await inputs('mine')).length === 1, 60)
  assert.deepEqual((await inputs('mine'))[0]![0], {
    ...(await inputs('mine'))[0]![0],
    type: 'settings.changed',
    data: { name: 'test.word' },
  })
  assert.equal((await inputs('theirs')).length, 0)
  const project = newId()
  await app.save(textOf('listens', step, 'on:\n  - event: local.thing\n'))
  const reached = await publish('local.thing', {}, { permission: 'projects:read', project })
  assert.equal(reached.started.length, 1)
})

test('an automation that starts itself in a circle is stopped, and says so', async () => {
  const { id } = await app.save(textOf('circle', step, 'on:\n  - event: round\n'))
  await app.rows(
    `INSERT INTO automations.run (id, automation, name, hash, state, trigger_kind, started_by)
     SELECT gen_random_uuid(), $1, 'circle', 'x', 'done', 'event', 'x' FROM generate_series(1, 300)`,
    [id],
  )
  assert.equal((await publish('round')).started.length, 0)
  const [trigger] = (await app.call(contract.listTriggers, { automation: 'circle' })).items
  assert.match(trigger!.lastError!, /circle/)
})

test('an expression that fails is noted on the trigger and does not lose the event', async () => {
  await app.save(textOf('failing', step, "on:\n  - event: { type: odd, if: '.data | tonumber > 1' }\n"))
  assert.equal((await publish('odd', { data: 'not a number' })).started.length, 0)
  const [trigger] = (await app.call(contract.listTriggers, { automation: 'failing' })).items
  assert.ok(trigger!.lastError)
  assert.equal((await app.rows("SELECT 1 FROM automations.event WHERE type = 'odd'")).length, 1)
})
