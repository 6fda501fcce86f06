import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { watchedPath } from './watched-path.ts'

const root = mkdtempSync(join(tmpdir(), 'optimus-watched-'))
after(() => rmSync(root, { recursive: true, force: true }))
const app = await startAutomations([], { roots: [root] })
const step = '- { id: a, uses: set, with: { b: 1 } }'
const changes = async (name: string) =>
  (
    await app.rows<{ input: [{ data: { changes: { path: string; change: string }[] } }] }>(
      'SELECT input FROM automations.run WHERE name = $1 ORDER BY number',
      [name],
    )
  ).map((row) => row.input[0].data.changes)

/** Touches a file until the watch, which begins some time after the save, has seen one of the touches. */
async function touchUntilSeen(path: string, name: string): Promise<void> {
  let touches = 0
  await until(
    `${name} was started`,
    async () => {
      writeFileSync(path, String((touches += 1)))
      await new Promise((resolve) => setTimeout(resolve, 400))
      return (await changes(name)).length > 0
    },
    90,
  )
}

test('a changed file starts the automation that watches its folder', async () => {
  mkdirSync(join(root, 'inbox'))
  await app.save(textOf('inbox', step, `on:\n  - file: { path: ${root}/inbox/*.csv, debounce: 100ms }\n`))
  await touchUntilSeen(join(root, 'inbox', 'new.csv'), 'inbox')
  assert.equal((await changes('inbox'))[0]![0]!.path, join(root, 'inbox', 'new.csv'))
  writeFileSync(join(root, 'inbox', 'other.txt'), '')
  const before = (await changes('inbox')).length
  unlinkSync(join(root, 'inbox', 'new.csv'))
  const seen = await until(
    'the deletion was seen',
    async () => (await changes('inbox')).slice(before).find((list) => list.some((one) => one.change === 'deleted')),
    60,
  )
  assert.ok(seen.every((one) => one.path.endsWith('.csv')))
})

test('a folder that is not there, or lies outside, is said on the trigger', async () => {
  await app.save(textOf('gone', step, `on:\n  - file: ${root}/nowhere/deep/x.csv\n`))
  const error = await until(
    'the trigger has an error',
    async () => (await app.call(contract.listTriggers, { automation: 'gone' })).items[0]!.lastError,
    60,
  )
  assert.match(error, /There is no folder/)
})

test('paths are folders, files and patterns', () => {
  const matches = (written: string, path: string, base: string | null = '/r') => watchedPath(written, base)!.matches(path)
  assert.equal(watchedPath('a/b', null), null)
  assert.equal(matches('/a/b', '/a/b/c/d'), true)
  assert.equal(matches('/a/b', '/a/bc'), false)
  assert.equal(matches('src/*.ts', '/r/src/x.ts'), true)
  assert.equal(matches('src/*.ts', '/r/src/deep/x.ts'), false)
  assert.equal(matches('src/**/*.ts', '/r/src/deep/er/x.ts'), true)
  assert.equal(matches('src/**/*.ts', '/r/src/x.ts'), true)
  assert.equal(matches('src/a?.(x)', '/r/src/ab.(x)'), true)
  assert.equal(watchedPath('src/**/*.ts', '/r')!.folder, '/r/src')
})
