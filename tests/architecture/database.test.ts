import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { expectNone } from './report.ts'
import { allPaths, root, shippedFiles, systemNames } from './source-tree.ts'

const statement = /\b(?:FROM|INTO|UPDATE|JOIN|TABLE|INDEX \w+ ON)\s+(?:IF NOT EXISTS\s+|ONLY\s+)?([a-z_]+)\.([a-z_]+)/g

test('a system’s SQL names only its own schema', () => {
  const schemas = new Set([...systemNames(), 'kernel', 'dbos'])
  const broken = shippedFiles().flatMap((file) => {
    const own = /^src\/systems\/([^/]+)\//.exec(file.path)?.[1] ?? 'kernel'
    return [...file.text.matchAll(statement)]
      .filter((match) => schemas.has(match[1]!) && match[1] !== own && !(own === 'kernel' && match[1] === 'dbos'))
      .map((match) => `${file.path} names ${match[1]}.${match[2]}`)
  })
  expectNone('SQL on somebody else’s tables:', 'Ask the other system through its public.ts or an operation.', broken)
})

test('migrations are append-only', () => {
  const locked = JSON.parse(readFileSync(join(root, 'docs/generated/migrations.json'), 'utf8')) as Record<string, string>
  const files = allPaths('src').filter((path) => /\/migrations\/.*\.sql$/.test(path))
  const broken = [
    ...files
      .filter((path) => locked[path] === undefined)
      .map((path) => `${path} is not in docs/generated/migrations.json; run bin/check --write`),
    ...files
      .filter((path) => locked[path] !== undefined && locked[path] !== checksum(path))
      .map((path) => `${path} was changed after it was recorded`),
    ...Object.keys(locked)
      .filter((path) => !files.includes(path))
      .map((path) => `${path} was removed`),
  ]
  expectNone('Migrations that changed:', 'Installations have applied them. Add a new file instead.', broken)
})

function checksum(path: string): string {
  return createHash('sha256')
    .update(readFileSync(join(root, path)))
    .digest('hex')
}
