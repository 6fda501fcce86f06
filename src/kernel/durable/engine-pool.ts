import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import type * as Pg from 'pg'
import { gather, openPool, type Pool } from '../database.ts'
import { sessionName } from './takeover.ts'

const pg = createRequire(import.meta.url)('pg') as typeof Pg

/** The library's transactions are short: a frozen process must not keep its row locks longer than this. */
const idleInTransaction = 2500
const poolSize = 6
/** The library builds some texts as it goes; beyond so many, or as long, a text is not prepared. */
const mostPrepared = 200
const longestPrepared = 8000

/**
 * The connections of the library. It sends plain statements and waits for each: here their texts are prepared once a
 * connection, and BEGIN leaves together with what follows it.
 */
export function openEnginePool(connectionString: string, node: string): Pool {
  return openPool(connectionString, {
    max: poolSize,
    application_name: sessionName(node),
    options: `-c timezone=UTC -c idle_in_transaction_session_timeout=${idleInTransaction}`,
    Client: EngineClient,
  })
}

class EngineClient extends pg.Client {
  constructor(options?: Pg.ClientConfig) {
    super(options)
    // The library tries again after a connection was reset, and gives up after a pipe that broke. It is the same.
    const { connection } = this as unknown as { connection: EventEmitter }
    connection.prependListener('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') error.code = 'ECONNRESET'
    })
  }

  override query(...args: unknown[]): never {
    const [text, values, callback] = args
    const send = super.query.bind(this) as unknown as (...given: unknown[]) => Promise<unknown>
    if (typeof text !== 'string') return send(...args) as never
    if (args.length === 1 && text.startsWith('BEGIN')) {
      gather(this)
      return begun(send(text)) as never
    }
    const name = Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    return (name ? send({ text, name }, values, callback) : send(...args)) as never
  }
}

/** Nobody waits for BEGIN: if it fails, so does the statement behind it, on the same connection. */
function begun(sent: Promise<unknown>): Promise<{ rows: []; rowCount: null }> {
  sent.catch(() => {})
  return Promise.resolve({ rows: [], rowCount: null })
}

const names = new Map<string, string>()
const allColumns = /(SELECT|RETURNING)\s+\*|\.\*/i

/** A statement that answers all columns there are would break when a newer version adds one. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= mostPrepared || text.length > longestPrepared || allColumns.test(text)) return known
  const name = `engine.${names.size}`
  names.set(text, name)
  return name
}
