import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { byIsolation, findTests } from './test-files.mjs'

const start = "import { test } from 'node:test'\nimport assert from 'node:assert/strict'\n"

test('a test of pure nouns shares a process, one that can reach outside runs alone', async (t) => {
  const files = {
    'pure.test.ts': `${start}import { double } from './double.ts'\n`,
    'package.test.ts': `${start}import semver from 'semver'\n`,
    'reaches-far.test.ts': `${start}import { read } from './reads-files.ts'\n`,
    'only-types.test.ts': `${start}import type { Stats } from 'node:fs'\n`,
    'database.test.ts': `${start}import pg from 'pg'\n`,
    'hooks.test.ts': "import { before, test } from 'node:test'\n",
    'environment.test.ts': `${start}process.env['X'] = '1'\n`,
    'harness.test.ts': `${start}import { harness } from '#tests/support/harness.ts'\n`,
    'later.test.ts': `${start}await import('./reads-files.ts')\n`,
    'double.ts': 'export const double = (n: number) => n * 2\n',
    'reads-files.ts': "export { read } from './deeper.ts'\n",
    'deeper.ts': "import { readFileSync } from 'node:fs'\nimport './reads-files.ts'\nexport const read = readFileSync\n",
  }
  const folder = await mkdtemp(join(tmpdir(), 'optimus-kinds-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const tests = Object.keys(files).filter((name) => name.includes('.test.'))
  const { shared, alone } = byIsolation(tests.map((name) => join(folder, name)))
  assert.deepEqual(shared.map((file) => file.slice(folder.length + 1)).sort(), ['only-types.test.ts', 'package.test.ts', 'pure.test.ts'])
  assert.equal(alone.length, tests.length - shared.length)
})

test('this file is found below its folder, by itself, and without being named', () => {
  const own = 'bin/bootstrap/test-files.test.mjs'
  assert.ok(findTests([]).includes(own))
  assert.ok(findTests([import.meta.dirname]).includes(own))
  assert.deepEqual(findTests([import.meta.filename]), [own])
})
