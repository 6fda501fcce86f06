import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { TestContext } from 'node:test'
import type { StartupError } from '../startup-error.ts'
import { runCommand } from './command.ts'
import type { Command } from './command.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const isRoot = process.getuid?.() === 0
let scratch = ''
let prepared = ''

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'optimus-pgfail-'))
  await chmod(scratch, 0o711)
  prepared = join(scratch, 'prepared')
  await (await startEmbeddedPostgres({ home: prepared, log: silent })).stop()
})

after(() => rm(scratch, { recursive: true, force: true }))

test('a cluster of another major version is left alone and named', async (t) => {
  const { home, data } = await copyOfHome(t)
  await writeFile(join(data, 'PG_VERSION'), '17\n')
  await refuses(home, { code: 'postgres_version', says: /made by Postgres 17, and this Optimus brings Postgres 18/ })
})

test('a damaged cluster is told as damaged, with the words of the server', async (t) => {
  const { home, data } = await copyOfHome(t)
  await truncate(join(data, 'global', 'pg_control'), 100)
  const error = await refuses(home, { code: 'postgres_damaged', says: /restore a backup/ })
  assert.ok(error.details.some((line) => line.includes('pg_control')))
})

test('a cluster whose log of changes is gone is told as damaged', async (t) => {
  const { home, data } = await copyOfHome(t)
  await rm(join(data, 'pg_wal'), { recursive: true })
  await mkdir(join(data, 'pg_wal'), { mode: 0o700 })
  if (isRoot) await done('chown', '--reference', data, join(data, 'pg_wal'))
  await refuses(home, { code: 'postgres_damaged', says: /restore a backup/ })
})

test('a folder with files but no cluster is not written over', async (t) => {
  const { home, data } = await copyOfHome(t)
  await rm(join(data, 'PG_VERSION'))
  await refuses(home, { code: 'postgres_damaged', says: /PG_VERSION is missing/ })
})

test('a setting that keeps the server from starting is named with its file', async (t) => {
  const { home, data } = await copyOfHome(t)
  appendFileSync(join(data, 'postgresql.auto.conf'), "max_connections = 'many'\n")
  const error = await refuses(home, { code: 'postgres_settings', says: /postgresql\.auto\.conf/ })
  assert.ok(error.details.some((line) => line.includes('max_connections')))
})

test('a lost password is asked for, and a wrong one is not taken for a broken server', async (t) => {
  const { home } = await copyOfHome(t)
  await writeFile(join(home, 'keys', 'postgres-password'), 'another')
  await refuses(home, { code: 'postgres_password', says: /keys\/postgres-password/ })
  await rm(join(home, 'keys', 'postgres-password'))
  await refuses(home, { code: 'postgres_password', says: /is missing/ })
})

test('a failed start leaves the cluster usable once its cause is gone', async (t) => {
  const { home, data } = await copyOfHome(t)
  await writeFile(join(data, 'PG_VERSION'), '17\n')
  await refuses(home, { code: 'postgres_version', says: /Postgres 17/ })
  await writeFile(join(data, 'PG_VERSION'), '18\n')
  const server = await startEmbeddedPostgres({ home, log: silent })
  await server.stop()
})

const mountable = isRoot ? await canMount() : 'needs root to mount a small disk'

test('a disk too small for a database is refused before anything is written', { skip: mountable !== true && mountable }, async (t) => {
  const disk = await smallDisk(t, '40m')
  await refuses(join(disk, 'home'), { code: 'disk_full', says: /needs about 100 MB/ })
})

test('a full disk is told in one sentence, and the data is there when space is', { skip: mountable !== true && mountable }, async (t) => {
  const disk = await smallDisk(t, '160m')
  const home = join(disk, 'home')
  await done('cp', '-a', prepared, home)
  fill(join(disk, 'filler'))
  await refuses(home, { code: 'disk_full', says: /is full\. Free some space/ })
  await rm(join(disk, 'filler'))
  const server = await startEmbeddedPostgres({ home, log: silent })
  await server.stop()
})

async function refuses(home: string, expected: { code: string; says: RegExp }): Promise<StartupError> {
  const error = await startEmbeddedPostgres({ home, log: silent }).then(
    async (server) => {
      await server.stop()
      throw new Error('the start succeeded')
    },
    (reason: StartupError) => reason,
  )
  assert.equal(error.code, expected.code, `${error.message}\n${error.details?.join('\n')}`)
  assert.match(error.message, expected.says)
  assert.doesNotMatch(error.message, /\n/)
  return error
}

async function copyOfHome(t: TestContext): Promise<{ home: string; data: string }> {
  const home = join(scratch, randomBytes(4).toString('hex'))
  await done('cp', '-a', prepared, home)
  t.after(() => rm(home, { recursive: true, force: true }))
  return { home, data: join(home, 'postgres', 'data') }
}

async function smallDisk(t: TestContext, size: string): Promise<string> {
  const disk = join(scratch, `disk-${size}`)
  await mkdir(disk)
  await done('mount', '-t', 'tmpfs', '-o', `size=${size},mode=755`, 'small', disk)
  t.after(() => done('umount', '-l', disk))
  return disk
}

function fill(path: string): void {
  for (const size of [1024 * 1024, 4096]) {
    const block = Buffer.alloc(size)
    try {
      for (;;) appendFileSync(path, block)
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
    }
  }
}

async function canMount(): Promise<true | string> {
  const { code } = await runCommand(['unshare', '--mount', 'mount', '-t', 'tmpfs', 'probe', '/mnt'])
  return code === 0 || 'mounting is refused on this machine'
}

async function done(...command: Command): Promise<void> {
  const { code, output } = await runCommand(command)
  assert.equal(code, 0, output)
}
