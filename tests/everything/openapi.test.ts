import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validate } from '@readme/openapi-parser'
import { buildRegistry } from '#kernel/registry.ts'
import { readConfig } from '#kernel/config.ts'
import { openApiDocument } from '#surfaces/http/openapi.ts'
import { systems } from '../../src/server.ts'

test('the OpenAPI document is valid under an independent parser and names every operation once', async () => {
  const { operations } = buildRegistry(systems)
  const document = openApiDocument({ operations, config: readConfig({}) })
  const result = await validate(structuredClone(document) as never)
  assert.equal(result.valid, true, JSON.stringify('errors' in result ? result.errors.slice(0, 5) : []))
  const paths = document['paths'] as Record<string, Record<string, { operationId: string }>>
  const ids = Object.values(paths).flatMap((path) => Object.values(path).map((one) => one.operationId))
  assert.deepEqual([...ids].sort(), [...operations.keys()].sort())
})
