import assert from 'node:assert/strict'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { testFolder } from '#tests/support/test-folder.ts'
import { createRepository } from '#tests/support/repositories.ts'
import { runGit } from './run-git.ts'

test('git answers for the folder it is given and for none above it', async (t) => {
  const repository = createRepository(testFolder(t))
  const run = await runGit(repository.dir, ['symbolic-ref', 'HEAD'])
  assert.deepEqual(run.ok && run.stdout.toString(), 'refs/heads/main\n')
  repository.write('inner/file', '')
  const inner = await runGit(join(repository.dir, 'inner'), ['status'])
  assert.equal(!inner.ok && inner.failure.code, 'not_a_repository')
})

test('a work tree configured elsewhere is not followed', async (t) => {
  const repository = createRepository(testFolder(t))
  repository.commit('one')
  repository.git('config', 'core.worktree', '/etc')
  const run = await runGit(repository.dir, ['status', '--porcelain'])
  assert.equal(run.ok && run.stdout.toString(), '')
})

test('hooks, monitors, external diffs, filters and signature checks of a repository never run', async (t) => {
  const repository = createRepository(testFolder(t))
  const trace = join(repository.dir, '..', `trace-${process.pid}`)
  const program = join(repository.dir, 'evil')
  writeFileSync(program, `#!/bin/sh\necho ran >> '${trace}'\ncat\n`)
  chmodSync(program, 0o755)
  repository.commit('one', { path: '.gitattributes', content: '* diff=evil filter=evil\n' })
  repository.commit('two')
  writeFileSync(join(repository.dir, '.git/hooks/post-index-change'), readFileSync(program), { mode: 0o755 })
  for (const key of [
    'core.fsmonitor',
    'diff.external',
    'diff.evil.textconv',
    'diff.evil.command',
    'filter.evil.clean',
    'filter.evil.process',
    'gpg.program',
  ]) {
    repository.git('config', key, program)
  }
  repository.git('config', 'log.showSignature', 'true')
  repository.write('file.txt', 'touched!\n')
  for (const args of [['status', '--porcelain=v2'], ['diff'], ['log', '-p'], ['show']]) {
    await runGit(repository.dir, args, { filtersOff: ['evil'] })
  }
  assert.equal(existsSync(trace), false, 'a program of the repository ran')
})

test('reading reaches no remote, not even one on disk', async (t) => {
  const root = testFolder(t)
  createRepository(join(root, 'a')).commit('one')
  const other = createRepository(join(root, 'b'))
  const run = await runGit(other.dir, ['fetch', join(root, 'a')])
  assert.equal(!run.ok && run.failure.code, 'protocol_refused')
})

test('a missing git is a fact, not an exception', async (t) => {
  const repository = createRepository(testFolder(t))
  const run = await runGit(repository.dir, ['status'], { program: '/nowhere/git' })
  assert.equal(!run.ok && run.failure.code, 'git_missing')
})

test('an argument no program can take is a failure in a sentence', async (t) => {
  const repository = createRepository(testFolder(t))
  const run = await runGit(repository.dir, ['log', 'nul\0byte'])
  assert.match(run.ok ? '' : run.failure.sentence, /could not be started/)
})

test('cancelling ends git and everything it started', { timeout: 30_000 }, async (t) => {
  const folder = testFolder(t)
  const repository = createRepository(folder)
  const pids = join(folder, 'pids')
  const program = join(folder, 'slow')
  writeFileSync(program, `#!/bin/sh\nsleep 1000 &\necho $$ $! > '${pids}.new' && mv '${pids}.new' '${pids}'\nwait\n`, { mode: 0o755 })
  const stop = new AbortController()
  const running = runGit(repository.dir, ['x'], { program, signal: stop.signal })
  while (!existsSync(pids)) await new Promise((resolve) => setImmediate(resolve))
  stop.abort()
  const run = await running
  assert.equal(!run.ok && run.failure.code, 'cancelled')
  // Init reaps what lost its parent a moment after it died.
  for (const pid of readFileSync(pids, 'utf8').trim().split(' ').map(Number)) {
    while (isThere(pid)) await new Promise((resolve) => setImmediate(resolve))
  }
})

test('what was cancelled before its turn never starts', async (t) => {
  const run = await runGit(createRepository(testFolder(t)).dir, ['status'], { signal: AbortSignal.abort() })
  assert.equal(!run.ok && run.failure.code, 'cancelled')
})

test('an answer that takes too long or grows too large is ended and said', async (t) => {
  const folder = testFolder(t)
  const repository = createRepository(folder)
  const program = join(folder, 'endless')
  writeFileSync(program, '#!/bin/sh\nexec yes\n', { mode: 0o755 })
  const large = await runGit(folder, ['x'], { program, outputLimit: 1000 })
  assert.equal(!large.ok && large.failure.code, 'output_too_large')
  writeFileSync(program, '#!/bin/sh\nexec sleep 1000\n')
  const slow = await runGit(repository.dir, ['x'], { program, timeout: 20 })
  assert.equal(!slow.ok && slow.failure.code, 'timed_out')
})

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
