import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { program } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { defineSystem } from '#kernel/system.ts'
import { defineWorkflow } from '#kernel/workflow.ts'
import { greeting, startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { deleteExpired } from './delete-expired.ts'

const quick = defineWorkflow({
  name: 'retained.quick',
  summary: 'Quick',
  queue: 'interactive',
  input: z.object({}),
  run: (workflow) => workflow.step('one', async () => 1),
})
const retained = defineSystem({ id: 'retained', summary: 'Runs', needs: [], contract: {}, operations: [], workflows: [quick] })
const app = await startAutomations([retained])
const ctx = app.kernel.context(program)
const kept = await app.save(greeting)
const few = await app.save(textOf('few', '- { id: a, uses: set, with: { b: 1 } }'))

/** So many finished runs, each a day older than the one before, with tasks, lines and an approval. */
async function makeRuns(automation: string, many: number): Promise<void> {
  await app.rows(
    `WITH made AS (INSERT INTO automations.run (id, automation, name, hash, state, trigger_kind, started_by, created_at, ended_at)
       SELECT gen_random_uuid(), $1, 'x', 'x', 'done', 'manual', 'x', now() - n * interval '1 day', now() - n * interval '1 day'
       FROM generate_series(1, $2) n RETURNING id),
     tasks AS (INSERT INTO automations.task (run, key, reference, name, kind, state) SELECT id, '/do/0/a', '/do/0/a', 'a', 'set', 'done' FROM made),
     lines AS (INSERT INTO automations.log (run, task, stream, text) SELECT id, '/do/0/a', 'stdout', 'x' FROM made)
     INSERT INTO automations.approval (id, run, step, subject, people, quorum, state) SELECT gen_random_uuid(), id, 'a', id::text, '{}', 1, 'approved' FROM made`,
    [automation, many],
  )
}

const count = async (statement: string) => Number((await app.rows<{ many: string }>(`SELECT count(*) AS many FROM ${statement}`))[0]!.many)

test('runs go with all that belongs to them when their time is over, by days and by number', async () => {
  await app.call(contract.setRetention, { days: 30, runsPerAutomation: null, eventDays: 5 })
  await app.call(contract.update, { automation: 'few', keepRuns: 4 })
  await makeRuns(kept.id, 1200)
  await makeRuns(few.id, 20)
  const open = newId()
  await app.rows(
    `INSERT INTO automations.run (id, automation, name, hash, state, trigger_kind, started_by, created_at) VALUES ($1, $2, 'x', 'x', 'waiting', 'manual', 'x', now() - interval '1 year')`,
    [open, few.id],
  )
  await deleteExpired(ctx, app.kernel.engine)
  assert.equal(await count(`automations.run WHERE automation = '${kept.id}'`), 29)
  assert.equal(await count(`automations.run WHERE automation = '${few.id}'`), 5)
  for (const table of ['task', 'log', 'approval']) assert.equal(await count(`automations.${table}`), 33)
  assert.equal(await count(`automations.run WHERE id = '${open}'`), 1)
})

test('what the engine knows of a run goes with it', async () => {
  const ids = await Promise.all(Array.from({ length: 3 }, () => ctx.start(quick, {})))
  await until(
    'they have ended',
    async () => (await count(`kernel.run WHERE workflow = 'retained.quick' AND ended_at IS NOT NULL`)) === 3,
    60,
  )
  await app.rows(
    `INSERT INTO automations.run (id, automation, name, hash, state, trigger_kind, started_by, created_at, ended_at)
     SELECT id, $2, 'x', 'x', 'done', 'manual', 'x', now() - interval '40 days', now() - interval '40 days' FROM unnest($1::uuid[]) id`,
    [ids, kept.id],
  )
  assert.equal(await count("dbos.workflow_status WHERE name = 'retained.quick'"), 3)
  await deleteExpired(ctx, app.kernel.engine)
  const orphans = await app.rows<{ name: string }>(
    "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.columns WHERE table_schema = 'dbos' AND column_name = 'workflow_uuid'",
  )
  for (const { name } of orphans) assert.equal(await count(`${name} WHERE workflow_uuid = ANY ('{${ids.join(',')}}')`), 0, name)
  assert.equal(await count("kernel.run WHERE workflow = 'retained.quick'"), 0)
})

test('old events, deliveries, values past their time and definitions of nobody go too', async () => {
  await app.call(contract.createWebhook, { automation: 'few', name: 'hook', scheme: 'none' })
  await app.rows(
    `INSERT INTO automations.event (id, source, type, content, at) SELECT n::text, 's', 't', '{}', now() - n * interval '1 day' FROM generate_series(1, 10) n`,
  )
  await app.rows(
    `INSERT INTO automations.delivery (id, webhook, outcome, headers, body, at)
     SELECT gen_random_uuid(), w.id, 'started', '{}', '', now() - n * interval '1 day' FROM automations.webhook w, generate_series(1, 10) n`,
  )
  await app.call(contract.setState, { key: 'a', value: 1, expiresInSeconds: 1 })
  await app.rows("UPDATE automations.state SET expires_at = now() - interval '1 second'")
  await app.rows("INSERT INTO automations.definition (hash, document, created_at) VALUES ('of-nobody', '{}', now() - interval '2 days')")
  await deleteExpired(ctx, app.kernel.engine)
  assert.equal(await count("automations.event WHERE type = 't'"), 4)
  assert.equal(await count('automations.delivery'), 4)
  assert.equal(await count('automations.state'), 0)
  assert.equal(await count('automations.definition'), 2)
})
