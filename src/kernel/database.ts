import { createRequire } from 'node:module'
import type { Socket } from 'node:net'
import type * as Pg from 'pg'
import type { Pool, PoolClient, PoolConfig, QueryResult } from 'pg'

// The CommonJS entry spares a layer of re-exporting modules at every start.
const pg = createRequire(import.meta.url)('pg') as typeof Pg

export type { Pool, PoolClient } from 'pg'

/** One SQL statement. With a `name` it is prepared once a connection and cheaper from then on. */
export type Query = <R extends object = Record<string, unknown>>(
  text: string,
  values?: readonly unknown[],
  name?: string,
) => Promise<QueryResult<R>>

/** A pool of sessions in UTC; a connection that idles in a transaction is ended after 5 s, so nothing hangs on it. */
export function openPool(connectionString: string, options: PoolConfig = {}): Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 12,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // Statements of one transaction go out without waiting for each other's answer; their order stays.
    pipeline: true,
    options: '-c timezone=UTC -c idle_in_transaction_session_timeout=5000 -c statement_timeout=60000',
    ...options,
  })
  // Without listeners a broken connection, idle or in use, would end the process when Postgres restarts.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** A single session outside of the pool, for LISTEN and advisory locks. */
export async function openSession(connectionString: string, options: Pg.ClientConfig = {}): Promise<Pg.Client> {
  const client = new pg.Client({ connectionString, keepAlive: true, connectionTimeoutMillis: 10_000, ...options })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Statements on one open transaction. What is asked within one turn of the event loop leaves in one write. */
export function queryIn(client: PoolClient): Query {
  const query = queryOn(client)
  return (statement, values, name) => {
    gather(client)
    return query(statement, values, name)
  }
}

/** What is asked of a connection until this turn of the event loop ends leaves in one write. */
export function gather(client: Pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

export function queryOn(connection: Pool | PoolClient): Query {
  return (statement, values, name) =>
    connection.query({ text: statement, values: values as unknown[] | undefined, name }) as Promise<QueryResult<never>>
}

/** Takes a statement that nobody waits for: COMMIT follows it at once, and both have to succeed. */
export type Along = (statement: Promise<unknown>) => void

/** Runs the work between BEGIN and COMMIT on one connection; rolls back when it throws. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient, along: Along) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const statements: Promise<unknown>[] = []
  try {
    gather(client)
    const begun = client.query('BEGIN')
    // A failure of BEGIN is a lost connection: the work meets it as well, and it is thrown below at the latest.
    begun.catch(() => {})
    statements.push(begun)
    const result = await work(client, (statement) => {
      statement.catch(() => {})
      statements.push(statement)
    })
    // After a statement that failed, COMMIT rolls back, and that statement's error is thrown.
    await Promise.all([...statements, client.query('COMMIT')])
    return result
  } catch (error) {
    // A connection whose ROLLBACK fails is not given back to the pool.
    await client.query('ROLLBACK').catch((failure: Error) => (broken = failure))
    throw await reasonOf(error, statements)
  } finally {
    client.release(broken)
  }
}

/** After a statement that nobody waited for has failed, the next one only says that the transaction is over. */
async function reasonOf(error: unknown, statements: readonly Promise<unknown>[]): Promise<unknown> {
  if ((error as { code?: unknown } | null)?.code !== '25P02') return error
  const failed = (await Promise.allSettled(statements)).find((one) => one.status === 'rejected')
  return failed?.reason ?? error
}
