import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { testFolder } from '#tests/support/test-folder.ts'
import { until } from '#tests/support/until.ts'
import { openRunLog, readRunLog, rotateRunLog } from './run-log.ts'

test('a log is appended to and only its user may read it', async (t) => {
  const folder = testFolder(t)
  for (const text of ['one\n', 'two\n']) {
    const log = await openRunLog(join(folder, 'deep/logs'), 'r1')
    writeFileSync(log.descriptor, text)
    await log.close()
  }
  const path = join(folder, 'deep/logs/r1.log')
  assert.equal(readFileSync(path, 'utf8'), 'one\ntwo\n')
  assert.equal(statSync(path).mode & 0o777, 0o600)
})

test('a small log is left alone, a grown one moves aside, the oldest goes', async (t) => {
  const path = join(testFolder(t), 'r.log')
  writeFileSync(path, 'x'.repeat(10))
  assert.equal(await rotateRunLog(path, { maxBytes: 10 }), false)
  for (const letter of ['a', 'b', 'c', 'd']) {
    writeFileSync(path, letter.repeat(11))
    assert.equal(await rotateRunLog(path, { maxBytes: 10, keep: 2 }), true)
  }
  assert.deepEqual(
    [path, `${path}.1`, `${path}.2`].map((file) => readFileSync(file, 'utf8')),
    ['', 'd'.repeat(11), 'c'.repeat(11)],
  )
  assert.equal(existsSync(`${path}.3`), false)
  assert.equal(await rotateRunLog(join(path, 'absent')), false)
})

test('a command that holds its log open goes on writing after a rotation', { timeout: 30_000 }, async (t) => {
  const folder = testFolder(t)
  const log = await openRunLog(folder, 'r')
  const child = spawn('/bin/sh', ['-c', 'echo before; read line; echo after'], { stdio: ['pipe', log.descriptor, log.descriptor] })
  t.after(() => child.kill('SIGKILL'))
  await log.close()
  await until('the first word', async () => (await readRunLog(log.path)).text === 'before\n')
  assert.equal(await rotateRunLog(log.path, { maxBytes: 1 }), true)
  child.stdin!.end('go\n')
  await until('the second word', async () => (await readRunLog(log.path)).text === 'after\n')
  assert.equal(readFileSync(`${log.path}.1`, 'utf8'), 'before\n')
})

test('a log is followed by offset, its end shown first, and begun again after a rotation', async (t) => {
  const path = join(testFolder(t), 'r.log')
  assert.deepEqual(await readRunLog(path), { text: '', next: 0, size: 0 })
  writeFileSync(path, '0123456789')
  const tail = await readRunLog(path, { maxBytes: 4 })
  assert.deepEqual(tail, { text: '6789', next: 10, size: 10 })
  writeFileSync(path, 'abc', { flag: 'a' })
  assert.equal((await readRunLog(path, { from: tail.next })).text, 'abc')
  writeFileSync(path, 'new')
  assert.deepEqual(await readRunLog(path, { from: 13 }), { text: 'new', next: 3, size: 3 })
})
