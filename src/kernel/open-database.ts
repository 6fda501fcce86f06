import type { Config } from './config.ts'
import { claimHome, makeHome } from './home.ts'
import { say } from './console.ts'
import type { Log } from './log.ts'
import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts'

export interface OpenDatabase {
  readonly connectionString: string
  /** "PostgreSQL 18.4, embedded" or "DATABASE_URL". */
  readonly description: string
  close(): Promise<void>
}

/**
 * The database of this installation: DATABASE_URL when it is set, otherwise the embedded server of the home.
 * `onLaunched` is called when that server has been started and only has to be waited for.
 */
export async function openDatabase(config: Config, log: Log, onLaunched?: () => void): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    await makeHome(config.home)
    return { connectionString: config.databaseUrl, description: 'the Postgres of DATABASE_URL', close: () => Promise.resolve() }
  }
  const claim = await claimHome(config.home)
  try {
    const server = await startEmbeddedPostgres({ home: config.home, log: tellsOf(log), onLaunched })
    return {
      connectionString: server.connectionString,
      description: `embedded PostgreSQL ${server.version}`,
      async close() {
        await claim.announceStop()
        await server.stop()
        await claim.release()
      },
    }
  } catch (error) {
    await claim.release()
    throw error
  }
}

function tellsOf(log: Log): Record<'info' | 'warn' | 'error', (message: string) => void> {
  return {
    info: say,
    warn: (message) => log.warn({ part: 'postgres' }, message),
    error: (message) => log.error({ part: 'postgres' }, message),
  }
}
