import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import type { TestContext } from 'node:test'
import pg from 'pg'
import { runCommand } from './command.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import type { EmbeddedPostgres, PostgresLog } from './embedded-postgres.ts'
import { findPostmaster, readPostmasterFile } from './postmaster.ts'

/** A home whose cluster is made once; most tests work on copies of it. */
let prepared = ''

before(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'optimus-pg-'))
  await (await startEmbeddedPostgres({ home: prepared, log: recording([]) })).stop()
})

after(() => rm(prepared, { recursive: true, force: true }))

test('the first start makes a cluster that can be backed up, and only its owner can read', async (t) => {
  const home = await emptyHome(t)
  const server = await started(t, home)
  const [row] = await rows(
    server,
    `select current_setting('wal_segment_size') as segment, current_setting('data_checksums') as checksums,
    current_setting('wal_level') as wal, current_setting('archive_mode') as archive, current_setting('fsync') as fsync,
    pg_encoding_to_char(encoding) as encoding, datcollate as collation, current_database() as name
    from pg_database where datname = current_database()`,
  )
  assert.deepEqual(row, {
    segment: '1MB',
    checksums: 'on',
    wal: 'replica',
    archive: 'on',
    fsync: 'on',
    encoding: 'UTF8',
    collation: 'C',
    name: 'optimus',
  })
  assert.equal((await stat(join(home, 'keys', 'postgres-password'))).mode & 0o777, 0o600)
  assert.equal((await stat(server.socketFolder)).mode & 0o777, 0o700)
  assert.match(await readFile(join(server.dataFolder, 'pg_hba.conf'), 'utf8'), /^local +all +all +scram-sha-256$/m)
})

test('a wrong password is refused and no network port is open', async (t) => {
  const server = await started(t, await scratchHome(t))
  const wrong = new pg.Client({ connectionString: server.connectionString.replace(/:[^:@]+@/, ':guess@') })
  await assert.rejects(wrong.connect(), { code: '28P01' })
  assert.deepEqual(await rows(server, 'select setting from pg_settings where name = $$listen_addresses$$'), [{ setting: '' }])
})

test('a second start keeps the data and the address', async (t) => {
  const home = await scratchHome(t)
  const first = await started(t, home)
  await rows(first, 'create table kept as select 42 as answer')
  await first.stop()
  assert.equal(await findPostmaster(first.dataFolder), undefined)
  const second = await started(t, home)
  assert.equal(second.connectionString, first.connectionString)
  assert.deepEqual(await rows(second, 'select answer from kept'), [{ answer: 42 }])
})

test('the server of a killed process is adopted and serves on', async (t) => {
  const home = await scratchHome(t)
  const { owner, pid } = await startedElsewhere(t, home)
  await kill(owner)
  const server = await started(t, home)
  assert.equal(server.pid, pid)
  assert.deepEqual(await rows(server, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
  assert.equal(await findPostmaster(server.dataFolder), undefined)
})

test('an adopted server that is killed is started again', async (t) => {
  const home = await scratchHome(t)
  const { owner, pid } = await startedElsewhere(t, home)
  await kill(owner)
  const server = await started(t, home)
  const restarted = new Promise<void>((resolve) => server.onRestart(resolve))
  process.kill(pid, 'SIGKILL')
  await restarted
  assert.notEqual(server.pid, pid)
  assert.deepEqual(await rows(server, 'select 1 as one'), [{ one: 1 }])
})

test('after kill -9 of the server it is started again and nothing acknowledged is lost', async (t) => {
  const told: string[] = []
  const server = await started(t, await scratchHome(t), recording(told))
  await rows(server, 'create table kept as select 7 as answer')
  const exits: string[] = []
  server.onExit((how) => exits.push(how))
  const restarted = new Promise<void>((resolve) => server.onRestart(resolve))
  process.kill(server.pid ?? 0, 'SIGKILL')
  await restarted
  assert.deepEqual(exits, ['signal SIGKILL'])
  assert.deepEqual(await rows(server, 'select answer from kept'), [{ answer: 7 }])
  assert.ok(told.some((line) => line.includes('Postgres ended by itself (signal SIGKILL)')))
})

test('after kill -9 of the server and its supervisor the next start recovers', async (t) => {
  const home = await scratchHome(t)
  const { owner, pid, connectionString } = await startedElsewhere(t, home)
  await rows({ connectionString }, 'create table kept as select 8 as answer')
  await kill(owner)
  process.kill(pid, 'SIGKILL')
  const server = await started(t, home)
  assert.notEqual(server.pid, pid)
  assert.deepEqual(await rows(server, 'select answer from kept'), [{ answer: 8 }])
})

test('a start waits for an old server that is still stopping', async (t) => {
  const home = await scratchHome(t)
  const { owner, pid, connectionString } = await startedElsewhere(t, home)
  await kill(owner)
  const client = new pg.Client({ connectionString })
  await client.connect()
  process.kill(pid, 'SIGTERM') // a smart shutdown waits for this client
  const data = join(home, 'postgres', 'data')
  await until(async () => (await readPostmasterFile(data))?.status === 'stopping')
  const starting = started(t, home)
  await client.end()
  const server = await starting
  assert.notEqual(server.pid, pid)
})

test('a stale postmaster.pid whose process id belongs to someone else is no obstacle', async (t) => {
  const home = await scratchHome(t)
  const first = await started(t, home)
  await first.stop()
  const remains = `${process.pid}\n${first.dataFolder}\n1795399838\n5432\n../socket\n\n  2269200        12\nready   \n`
  await writeFile(join(first.dataFolder, 'postmaster.pid'), remains)
  await writeFile(join(first.socketFolder, '.s.PGSQL.5432.lock'), remains)
  const second = await started(t, home)
  assert.notEqual(second.pid, process.pid)
  assert.deepEqual(await rows(second, 'select 1 as one'), [{ one: 1 }])
})

test('a setting made with ALTER SYSTEM outlives a restart, as backups need it', async (t) => {
  const home = await scratchHome(t)
  const first = await started(t, home)
  await rows(
    first,
    `alter system set archive_command = 'test ! -f ${first.archiveFolderInServer}/%f && cp %p ${first.archiveFolderInServer}/%f'`,
  )
  await first.stop()
  const second = await started(t, home)
  const [{ name }] = (await rows(second, 'select pg_walfile_name(pg_switch_wal()) as name')) as [{ name: string }]
  await until(() =>
    stat(join(second.archiveFolder, name)).then(
      () => true,
      () => false,
    ),
  )
})

test('a home too deep for a socket address is reached all the same', async (t) => {
  const home = join(await emptyHome(t), 'x'.repeat(60), 'y'.repeat(60))
  await mkdir(home, { recursive: true, mode: 0o711 })
  const server = await started(t, home)
  assert.ok(server.socketFolder.length < 80)
  assert.deepEqual(await rows(server, 'select 1 as one'), [{ one: 1 }])
})

test('stop ends the server even while it is being started again, and twice is once', async (t) => {
  const server = await started(t, await scratchHome(t))
  const gone = new Promise((resolve) => server.onExit(resolve))
  process.kill(server.pid ?? 0, 'SIGKILL')
  await gone
  await Promise.all([server.stop(), server.stop()])
  assert.equal(await findPostmaster(server.dataFolder), undefined)
})

test('a killed initdb leaves nothing in the way of the next start', async (t) => {
  const home = await emptyHome(t)
  await mkdir(join(home, 'postgres', 'data.dead'), { recursive: true, mode: 0o711 })
  await cp(import.meta.filename, join(home, 'postgres', 'data.dead', 'PG_VERSION'))
  const server = await started(t, home)
  await assert.rejects(stat(join(home, 'postgres', 'data.dead')), { code: 'ENOENT' })
  assert.deepEqual(await rows(server, 'select 1 as one'), [{ one: 1 }])
})

async function scratchHome(t: TestContext): Promise<string> {
  const home = await emptyHome(t)
  const { code, output } = await runCommand(['cp', '-a', `${prepared}/.`, home])
  assert.equal(code, 0, output)
  return home
}

async function emptyHome(t: TestContext): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'optimus-pg-'))
  t.after(async () => {
    const left = await findPostmaster(join(home, 'postgres', 'data')).catch(() => undefined)
    if (left) process.kill(left.process.pid, 'SIGKILL')
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  })
  return home
}

async function started(t: TestContext, home: string, log: PostgresLog = recording([])): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ home, log })
  t.after(() => server.stop())
  return server
}

function recording(told: string[]): PostgresLog {
  const tell = (message: string) => void told.push(message)
  return { info: tell, warn: tell, error: tell }
}

/** A server started by another process, to be killed by the test. */
async function startedElsewhere(t: TestContext, home: string) {
  const source = `import { startEmbeddedPostgres } from ${JSON.stringify(import.meta.resolve('./embedded-postgres.ts'))};
    const log = { info() {}, warn() {}, error() {} };
    const { pid, connectionString } = await startEmbeddedPostgres({ home: ${JSON.stringify(home)}, log });
    console.log(JSON.stringify({ pid, connectionString })); process.stdin.resume();`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => owner.kill('SIGKILL'))
  const [line] = (await once(createInterface({ input: owner.stdout }), 'line')) as [string]
  return { owner, ...(JSON.parse(line) as { pid: number; connectionString: string }) }
}

async function kill(owner: ReturnType<typeof spawn>): Promise<void> {
  const gone = once(owner, 'exit')
  owner.kill('SIGKILL')
  await gone
}

async function rows(server: { connectionString: string }, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.connectionString })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** Asks again until the answer is yes; the test's own time limit bounds it. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve))
}
