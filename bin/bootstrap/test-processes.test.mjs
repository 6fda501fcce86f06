import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { runBatches } from './test-processes.mjs'

test('passes, failures and skips are counted, and a process that dies is a failure', async (t) => {
  const scratch = await mkdtemp(join(tmpdir(), 'optimus-batches-'))
  t.after(() => rm(scratch, { recursive: true, force: true }))
  const files = {
    'passes.test.mjs': "import { test } from 'node:test'\ntest('a', () => {})\ntest('b', { skip: 'not here' }, () => {})\n",
    'fails.test.mjs': "import { test } from 'node:test'\ntest('c', () => { throw new Error('no') })\n",
    'dies.test.mjs': "import { test } from 'node:test'\ntest('d', () => process.kill(process.pid, 'SIGKILL'))\n",
    'stays.test.mjs': "import { test } from 'node:test'\nsetInterval(() => {}, 1000)\ntest('e', () => {})\n",
    'hangs.test.mjs': "import { test } from 'node:test'\ntest('f', () => new Promise(() => setInterval(() => {}, 1000)))\n",
    'blocks.test.mjs': "import { test } from 'node:test'\ntest('g', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))\n",
  }
  const paths = Object.keys(files).map((name) => join(scratch, name))
  for (const path of paths) await writeFile(path, files[path.slice(scratch.length + 1)])
  const told = []
  const totals = await runBatches(
    paths.map((path) => [path]),
    { env: process.env, scratch, boundMs: 20_000, tell: (text) => told.push(text) },
  )
  assert.deepEqual(totals, { passed: 2, failed: 4, skipped: 1 })
  assert.match(told.join(''), /✖ f\n/)
  assert.doesNotMatch(told.join(''), /Once more/, 'four failed files are no accident')
  assert.match(told.join(''), /blocks\.test\.mjs did not end within 0\.3\d* minutes/)
})

test('a file that fails only the first time is told, and counts as what it did alone', async (t) => {
  const scratch = await mkdtemp(join(tmpdir(), 'optimus-batches-'))
  t.after(() => rm(scratch, { recursive: true, force: true }))
  const path = join(scratch, 'once.test.mjs')
  const mark = JSON.stringify(join(scratch, 'mark'))
  const once = `import { existsSync, writeFileSync } from 'node:fs'\nimport { test } from 'node:test'
test('g', () => { if (existsSync(${mark})) return; writeFileSync(${mark}, ''); throw new Error('first') })`
  await writeFile(path, once)
  const told = []
  const totals = await runBatches([[path]], { env: process.env, scratch, tell: (text) => told.push(text) })
  assert.deepEqual(totals, { passed: 1, failed: 0, skipped: 0 })
  assert.match(told.join(''), /failed beside others and passed alone/)
})
