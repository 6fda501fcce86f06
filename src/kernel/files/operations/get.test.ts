import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { storeFile } from '../public.ts'

test('what a system kept is found by its hash, with who made it', async () => {
  const app = await startApp()
  const bytes = Buffer.alloc(1024 * 1024 + 1, 'a')
  const kept = await app.kernel
    .context(app.owner)
    .transaction((inside) => storeFile(inside, { name: 'report', mediaType: 'text/plain', bytes }))
  const found = await app.call(contract.get, { file: kept.hash })
  assert.deepEqual([found.name, found.size, found.createdBy], ['report', bytes.length, 'Owner'])
  assert.deepEqual(await app.rows('SELECT part, length(bytes) AS size FROM kernel.file_chunk ORDER BY part'), [
    { part: 0, size: 1024 * 1024 },
    { part: 1, size: 1 },
  ])
  assert.equal(await app.refused(contract.get, { file: '0'.repeat(64) }), errors.not_found.code)
})
