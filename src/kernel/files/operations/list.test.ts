import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('files are listed page by page, the newest first, and found by a part of their name', async () => {
  const app = await startApp()
  for (const name of ['first.txt', 'second.txt', 'Third.pdf']) {
    await app.call(contract.upload, { name, content: Buffer.from(name).toString('base64') })
    await app.rows("UPDATE kernel.file SET created_at = created_at - interval '1 hour'")
  }
  const page = await app.call(contract.list, { limit: 2 })
  assert.deepEqual(
    page.items.map((file) => file.name),
    ['Third.pdf', 'second.txt'],
  )
  const rest = await app.call(contract.list, { limit: 2, cursor: page.next! })
  assert.deepEqual([rest.items.map((file) => file.name), rest.next], [['first.txt'], null])
  assert.deepEqual(
    (await app.call(contract.list, { text: 'third' })).items.map((file) => file.mediaType),
    ['application/octet-stream'],
  )
})
