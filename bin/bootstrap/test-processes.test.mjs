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
  assert.match(told.join(''), /blocks\.test\.mjs did not end within 0\.3\d* minutes/)
})
