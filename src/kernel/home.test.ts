import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { claimHome } from './home.ts'
import { StartupError } from './startup-error.ts'

test('a second claim says who holds the home, and the home is free again after release', async (t) => {
  const home = await scratchHome(t)
  const first = await claimHome(home)
  await assert.rejects(claimHome(home), (error: StartupError) => {
    assert.equal(error.code, 'home_in_use')
    assert.match(error.message, new RegExp(`process ${process.pid}, since \\d{4}-`))
    assert.doesNotMatch(error.message, /\n/)
    return true
  })
  await first.release()
  await (await claimHome(home)).release()
})

test('of many claims at the same moment exactly one is granted', async (t) => {
  const home = await scratchHome(t)
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => claimHome(home)))
  const granted = outcomes.filter((outcome) => outcome.status === 'fulfilled')
  assert.equal(granted.length, 1)
  await Promise.all(granted.map(({ value }) => value.release()))
})

test('the claim of another process holds, and ends with kill -9 of that process', async (t) => {
  const home = await scratchHome(t)
  const other = await claimingProcess(t, home)
  await assert.rejects(claimHome(home), new RegExp(`process ${other.pid}`))
  other.kill('SIGKILL')
  await once(other, 'exit')
  const claim = await claimHome(home)
  await claim.release()
  assert.deepEqual(await readdir(join(home, 'run', 'claims')), [])
})

test('a start waits for a server that is stopping instead of refusing', async (t) => {
  const home = await scratchHome(t)
  const first = await claimHome(home)
  await first.announceStop()
  const second = claimHome(home)
  await first.release()
  await (await second).release()
})

test('a claim from another container counts while it is fresh and not when it has gone silent', async (t) => {
  const home = await scratchHome(t)
  await (await claimHome(home)).release()
  const file = join(home, 'run', 'claims', '7-elsewhere')
  const claim = { pid: 7, startTicks: '1', scope: 'another boot', since: '2026-01-02T03:04:05.000Z', state: 'held' }
  await writeFile(file, JSON.stringify(claim))

  const beating = setInterval(() => utimes(file, new Date(), new Date()).catch(() => {}), 50)
  t.after(() => clearInterval(beating))
  await assert.rejects(claimHome(home), /process 7 in another container or on another machine, since 2026-01-02 03:04 UTC/)
  clearInterval(beating)

  const longAgo = new Date(Date.now() - 60_000)
  await utimes(file, longAgo, longAgo)
  await (await claimHome(home)).release()
})

test('a home that cannot be made is told in one sentence', async (t) => {
  const home = await scratchHome(t)
  await writeFile(join(home, 'file'), '')
  await assert.rejects(claimHome(join(home, 'file', 'below')), (error: StartupError) => error.code === 'not_a_folder')
})

test('keys and run are closed to others', async (t) => {
  const home = join(await scratchHome(t), 'new')
  await (await claimHome(home)).release()
  for (const name of ['keys', 'run']) assert.equal((await stat(join(home, name))).mode & 0o777, 0o700)
  assert.equal((await stat(home)).mode & 0o066, 0)
})

async function scratchHome(t: TestContext): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'optimus-home-'))
  t.after(() => rm(home, { recursive: true, force: true }))
  return home
}

async function claimingProcess(t: TestContext, home: string) {
  const source = `import { claimHome } from ${JSON.stringify(import.meta.resolve('./home.ts'))};
    await claimHome(${JSON.stringify(home)}); console.log('claimed'); process.stdin.resume();`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}
