import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSecret } from '#kernel/settings/public.ts'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

const value = 'sk-canary-0123456789abcdef'

test('a secret can be used by the program, and is found nowhere in the database', async () => {
  const app = await startApp()
  const kept = await app.call(contract.setSecret, { name: 'openai.key', value })
  assert.equal(kept.hint, '…cdef')
  assert.equal(await readSecret(app.kernel.context(app.owner), 'openai.key'), value)
  const everything = JSON.stringify(await app.rows('SELECT s.*, a.*, o.* FROM kernel.secret s, kernel.audit a, kernel.outbox o'))
  assert.equal(everything.includes('canary'), false)
})

test('a sealed value does not open under another name', async () => {
  const app = await startApp()
  await app.call(contract.setSecret, { name: 'a.key', value })
  await app.rows("UPDATE kernel.secret SET name = 'b.key'")
  await assert.rejects(readSecret(app.kernel.context(app.owner), 'b.key'), /does not open/)
})
