import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { operationsTable } from './operations-table.ts'

const sources = resolve(import.meta.dirname, '../..')

test('the browser is given method, path and effect of each operation, and nothing of the contract', async () => {
  const plugin = operationsTable(sources)
  const watched: string[] = []
  const load = plugin.load as (this: object, id: string) => Promise<string | null>
  const text = await load.call({ addWatchFile: (file: string) => watched.push(file) }, '\0virtual:operations')
  const table = JSON.parse(text?.replace('export const operations = ', '') ?? '{}') as Record<string, unknown>
  assert.deepEqual(table['runs.cancel'], ['POST', '/:id/cancel', 'write'])
  assert.deepEqual(table['identity.session'], ['GET', '/session', 'read'])
  assert.doesNotMatch(text ?? '', /summary|zod|permission/)
  assert.ok(watched.some((file) => file.endsWith('kernel/runs/contract.ts')))
})

test('other modules are left to others', async () => {
  const load = operationsTable(sources).load as (this: object, id: string) => Promise<string | null>
  assert.equal(await load.call({}, '/some/file.ts'), null)
})
