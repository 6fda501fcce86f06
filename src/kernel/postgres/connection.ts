import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { superuser } from './cluster.ts'

export const databaseName = 'optimus'
/** Names the socket's file only; no network port is opened. */
export const socketPort = 5432

/** Socket addresses hold 107 characters on Linux and 103 on macOS. */
const longestSocket = 100
const connectDeadlineMs = 5_000

export type Answer =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'not-yet'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }

/** A path of the socket folder that is short enough to connect to, and how to let go of it. */
export async function reachableSocketFolder(folder: string): Promise<{ path: string; release(): Promise<void> }> {
  if (join(folder, `.s.PGSQL.${socketPort}`).length <= longestSocket) return { path: folder, release: async () => {} }
  const alias = await mkdtemp(join(tmpdir(), 'optimus-'))
  await symlink(folder, join(alias, 's'))
  return { path: join(alias, 's'), release: () => rm(alias, { recursive: true, force: true }) }
}

/** A libpq-style URL; every client that takes `host` as a query parameter connects through the socket. */
export function connectionString(socketFolder: string, password: string, database: string = databaseName): string {
  const host = encodeURIComponent(socketFolder)
  return `postgresql://${superuser}:${encodeURIComponent(password)}@localhost:${socketPort}/${database}?host=${host}`
}

/** Asks the server for its version, and makes the database on the first start. */
export async function ask(socketFolder: string, password: string): Promise<Answer> {
  const url = connectionString(socketFolder, password, 'postgres')
  const first = await query(url, versionQuery)
  if ('code' in first || first.hasDatabase) return answer(first)
  const made = await query(url, `create database ${databaseName}`)
  return answer('code' in made ? made : first)
}

const versionQuery = `select current_setting('server_version') as version,
  exists (select from pg_database where datname = '${databaseName}') as "hasDatabase"`
/** Wrong password, unknown role, no entry in pg_hba.conf: waiting does not help. */
const refusals = new Set(['28P01', '28000'])

type Facts = { readonly version: string; readonly hasDatabase: boolean }
type Outcome = Facts | { readonly code: string; readonly message: string }

function answer(outcome: Outcome): Answer {
  if ('version' in outcome) return { kind: 'ready', version: outcome.version.split(' ')[0] ?? '' }
  return { kind: refusals.has(outcome.code) ? 'refused' : 'not-yet', reason: outcome.message }
}

async function query(url: string, text: string): Promise<Outcome> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectDeadlineMs, query_timeout: connectDeadlineMs })
  client.on('error', () => {}) // a connection that breaks also fails the query below
  try {
    await client.connect()
    const { rows } = await client.query<Facts>(text)
    return rows[0] ?? { version: '', hasDatabase: true }
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string }
    return { code, message }
  } finally {
    await client.end().catch(() => {})
  }
}
