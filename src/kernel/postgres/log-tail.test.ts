import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { LogTail } from './log-tail.ts'

const entry = (text: string) => `2026-11-23 02:28:13.758 UTC [7] LOG:  ${text}\n`

test('only what is written after opening is read, each entry once, half a line not before its end', async (t) => {
  const path = await scratchLog(t)
  await appendFile(path, entry('before'))
  const tail = new LogTail(path)
  assert.deepEqual(tail.read(), [])
  await appendFile(path, `${entry('one')}2026-11-23 02:28:13.758 UTC [7] LOG:  tw`)
  assert.deepEqual(
    tail.read().map(({ text }) => text),
    ['one'],
  )
  await appendFile(path, 'o\n')
  assert.deepEqual(
    tail.read().map(({ text }) => text),
    ['two'],
  )
  tail.close()
})

test('a follower hears of new entries without asking', async (t) => {
  const path = await scratchLog(t)
  const tail = new LogTail(path)
  const heard = new Promise<string>((resolve) => tail.follow(([first]) => resolve(first?.text ?? '')))
  await appendFile(path, entry('news'))
  assert.equal(await heard, 'news')
  tail.close()
})

test('a log grown large is kept once and begins anew', async (t) => {
  const path = await scratchLog(t)
  const tail = new LogTail(path)
  await appendFile(path, entry('x'.repeat(200)).repeat(25_000))
  while (tail.read().length > 0);
  assert.ok((await stat(path)).size < 4 * 1024 * 1024)
  assert.match(await readFile(`${path}.1`, 'utf8'), /xxx/)
  await appendFile(path, entry('after'))
  assert.deepEqual(
    tail.read().map(({ text }) => text),
    ['after'],
  )
  tail.close()
})

async function scratchLog(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'optimus-log-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'server.log')
}
