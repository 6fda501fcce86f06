import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSession } from '#kernel/database.ts'
import { createDatabase, testPostgres } from './postgres.ts'

test('each database has the kernel tables and is its own', async () => {
  const [one, other] = [await createDatabase(), await createDatabase()]
  const session = await openSession(one)
  await session.query(`INSERT INTO kernel.host (id, name) VALUES ('a', 'A')`)
  await session.end()
  const second = await openSession(other)
  assert.equal((await second.query('SELECT 1 FROM kernel.host')).rowCount, 0)
  await second.end()
})

test('what was committed is there after the server was killed and started again', async () => {
  const server = await testPostgres()
  const url = await createDatabase()
  const before = await openSession(url)
  await before.query(`INSERT INTO kernel.host (id, name) VALUES ('a', 'A')`)
  await server.kill()
  await assert.rejects(openSession(url))
  await server.start()
  const after = await openSession(url)
  assert.equal((await after.query('SELECT 1 FROM kernel.host')).rowCount, 1)
  await after.end()
})
