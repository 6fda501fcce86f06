import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openPool, queryOn } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'
import { ask } from '#tests/support/durable-node.ts'
import { startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { startModelsKernel, startModelsProcess } from '#tests/support/model-servers/asking-process.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { hang, say } from '#tests/support/model-servers/reply.ts'
import { createDatabase } from '#tests/support/postgres.ts'
import { until } from '#tests/support/until.ts'
import { complete } from './complete.ts'
import { models } from './system.ts'
import { refreshWorkflow } from './workflows.ts'

test('kill -9 in the middle of a call: it stands in the ledger as possibly paid, and is asked once more', async (t) => {
  const server = await startModelServer(() => hang)
  const app = await startApp({ systems: [models] })
  const model = await addModel(app, { provider: 'desk', kind: 'openai-responses', baseUrl: server.openai })
  const request = {
    key: `${newId()}:ballot`,
    model,
    purpose: 'test.kill',
    messages: [{ role: 'user' as const, text: 'Are you there?' }],
    maxOutputTokens: 100,
  }
  const url = app.kernel.pool.options.connectionString!
  const child = startModelsProcess(t, { url, home: app.home, request })
  await until('the question has left', async () => server.asked.length === 1, 150)
  const before = await app.rows<{ state: string }>('SELECT state FROM models.call')
  assert.deepEqual(before, [{ state: 'asked' }], 'the row is committed before the question leaves')
  await child.kill()

  server.answer(() => say('Yes.'))
  const ctx = app.kernel.context(app.owner)
  const done = await complete(ctx, request)
  const again = await complete(ctx, request)
  assert.deepEqual([done.text, done.replayed, again.replayed, server.asked.length], ['Yes.', false, true, 2])
  const rows = await app.rows<{ state: string; paid: boolean }>(
    'SELECT state, counted_micros > 0 AS paid FROM models.call WHERE key = $1 ORDER BY attempt',
    [request.key],
  )
  assert.deepEqual(rows, [
    { state: 'possibly_paid', paid: true },
    { state: 'answered', paid: true },
  ])
})

test('kill -9 while a list of models is read: after the restart it is read to its end', async (t) => {
  const waiting: ServerResponse[] = []
  let isSlow = true
  const server = createServer((_request, response) => {
    if (isSlow) return void waiting.push(response)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"list","data":[{"id":"mine:7b"}]}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close().closeAllConnections())
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const url = await createDatabase([{ system: 'models', folder: models.migrations! }])
  const home = mkdtempSync(join(tmpdir(), 'optimus-models-home-'))
  t.after(() => rmSync(home, { recursive: true, force: true }))
  const pool = openPool(url, { max: 2 })
  t.after(() => pool.end())
  const query = queryOn(pool)
  const provider = newId()
  await query(
    `INSERT INTO models.provider (id, name, kind, base_url, free_by, created_by) VALUES ($1, 'desk', 'openai-compatible', $2, 'test', 'test')`,
    [provider, baseUrl],
  )
  const run = await ask(url, { workflow: refreshWorkflow, input: { provider } }, pool)
  const first = startModelsProcess(t, { url, home, request: null })
  await until('the list is asked for', async () => waiting.length > 0, 150)
  await first.kill()

  isSlow = false
  const second = await startModelsKernel({ url, home })
  t.after(() => second.stop(500))
  await until(
    'the run is finished',
    async () => (await query<{ state: string }>('SELECT state FROM kernel.run WHERE id = $1', [run])).rows[0]?.state === 'done',
    150,
  )
  const found = await query('SELECT name, enabled_at IS NOT NULL AS enabled FROM models.model')
  assert.deepEqual(found.rows, [{ name: 'mine:7b', enabled: true }])
})
