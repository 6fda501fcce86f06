import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { declare, defineContract, nothing } from '#kernel/contract.ts'
import { operation } from '#kernel/operation.ts'
import { defineSystem } from '#kernel/system.ts'
import { defineWorkflow } from '#kernel/workflow.ts'
import { ask, startNode, untilEnded, type DurableNode } from '#tests/support/durable-node.ts'
import { createDatabase } from '#tests/support/postgres.ts'

const contract = defineContract('notes', {
  add: declare({
    summary: 'Add a note',
    http: ['POST', '/'],
    permission: 'notes:write',
    project: 'none',
    effect: 'write',
    input: z.object({ text: z.string() }),
    output: z.object({ id: z.string() }),
  }),
  secret: declare({
    summary: 'Nobody may',
    http: ['POST', '/secret'],
    permission: 'notes:secret',
    project: 'none',
    effect: 'write',
    input: z.object({}),
    output: nothing,
  }),
})

const add = operation(contract.add, async (ctx, { text }) => {
  const id = ctx.id()
  await ctx.query(`INSERT INTO kernel.setting (name, value, updated_by) VALUES ($1, to_jsonb($2::text), $3)`, [id, text, ctx.actor.name])
  return { id }
})
const secret = operation(contract.secret, async () => ({}))

let tries = 0
const writes = defineWorkflow({
  name: 'notes.write',
  summary: 'Write notes',
  queue: 'interactive',
  input: z.object({}),
  run: (workflow) =>
    workflow.step(
      'write',
      async ({ ctx }) => {
        const first = await ctx.call(contract.add, { text: 'same' })
        const second = await ctx.call(contract.add, { text: 'same' })
        const inside = await ctx.transaction((open) => open.call(contract.add, { text: 'inside' }))
        tries += 1
        if (tries < 3) throw new Error('after the effects')
        return [first.id, second.id, inside.id]
      },
      { retries: 3, intervalMilliseconds: 1 },
    ),
})

const forbidden = defineWorkflow({
  name: 'notes.forbidden',
  summary: 'Try what is forbidden',
  queue: 'interactive',
  input: z.object({}),
  run: (workflow) => workflow.step('try', ({ ctx }) => ctx.call(contract.secret, {})),
})

let node: DurableNode
let url: string
before(async () => {
  const notes = defineSystem({
    id: 'notes',
    summary: 'Notes',
    needs: [],
    contract,
    operations: [add, secret],
    workflows: [writes, forbidden],
  })
  url = await createDatabase()
  node = await startNode({ url, systems: [notes] })
})
after(() => node.stop())

test('a step that runs again does not write again what it wrote', async () => {
  const ended = await untilEnded(node.query, await node.ask(writes, {}))
  const notes = await node.query<{ name: string; value: string }>('SELECT name, value FROM kernel.setting ORDER BY name')
  assert.equal(tries, 3)
  assert.deepEqual(
    notes.rows.map((row) => row.value),
    ['same', 'same', 'inside'],
  )
  assert.deepEqual(
    notes.rows.map((row) => row.name),
    ended.output,
  )
  assert.equal(
    (await node.query(`SELECT 1 FROM kernel.audit WHERE operation = 'notes.add' AND outcome = 'done' AND surface = 'automation'`)).rowCount,
    3,
  )
})

test('a step acts with the rights of whoever started the run, and no others', async () => {
  const pat: Actor = { kind: 'person', id: 'p', person: null, name: 'Pat', grants: [{ permission: 'notes:write', projects: 'all' }] }
  const run = await ask(url, { workflow: forbidden, input: {}, actor: pat })
  const ended = await untilEnded(node.query, run)
  assert.deepEqual([ended.state, ended.error], ['failed', 'try: This needs the right notes:secret, which Pat does not have.'])
})
