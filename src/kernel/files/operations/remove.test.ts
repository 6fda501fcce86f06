import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'

test('a removed file is gone with its bytes, which is told and needs a yes', async () => {
  const app = await startApp()
  const { hash } = await app.call(contract.upload, { name: 'old', content: Buffer.from('old').toString('base64') })
  assert.equal(await app.refused(contract.remove, { file: hash }, { confirmed: false }), 'kernel.confirmation_required')
  await app.news()
  await app.call(contract.remove, { file: hash })
  assert.deepEqual(await app.news(), [{ name: 'files.removed', payload: { hash } }])
  assert.deepEqual(await app.rows('SELECT 1 FROM kernel.file_chunk'), [])
  assert.equal(await app.refused(contract.remove, { file: hash }), errors.not_found.code)
})
