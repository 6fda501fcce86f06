import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'
import type { Log } from './log.ts'

/** One system's append-only SQL files, applied in the order of their names. */
export interface MigrationSet {
  readonly system: string
  readonly folder: string
}

interface Migration {
  readonly system: string
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** Any number of nodes may start at once; this lock makes the others wait for the first. */
const migrationLock = 7_218_401

export class MigrationError extends Error {}

/**
 * Brings the database up to date: kernel first, then systems in manifest order, each file in its own transaction.
 * A file that changed after it was applied is refused, because nobody could say what state the database is in.
 */
export async function migrate(session: Client, sets: readonly MigrationSet[], log: Log): Promise<void> {
  await session.query('SELECT pg_advisory_lock($1)', [migrationLock])
  try {
    await session.query('CREATE SCHEMA IF NOT EXISTS kernel')
    await session.query(`CREATE TABLE IF NOT EXISTS kernel.migration (
      system text NOT NULL, name text NOT NULL, checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (system, name))`)
    const known = await session.query<{ system: string; name: string; checksum: string }>(
      'SELECT system, name, checksum FROM kernel.migration',
    )
    const applied = new Map(known.rows.map((row) => [`${row.system}/${row.name}`, row.checksum]))
    for (const migration of sets.flatMap(readMigrations)) {
      const checksum = applied.get(`${migration.system}/${migration.name}`)
      if (checksum === undefined) await apply(session, migration, log)
      else if (checksum !== migration.checksum) throw changed(migration)
    }
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [migrationLock])
  }
}

/** The files of one folder with their checksums; also what the append-only guard reads. */
export function readMigrations(set: MigrationSet): Migration[] {
  return readdirSync(set.folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(set.folder, name), 'utf8')
      return { system: set.system, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function apply(session: Client, migration: Migration, log: Log): Promise<void> {
  await session.query('BEGIN')
  try {
    await session.query(`CREATE SCHEMA IF NOT EXISTS "${migration.system}"`)
    await session.query(migration.sql)
    await session.query('INSERT INTO kernel.migration (system, name, checksum) VALUES ($1, $2, $3)', [
      migration.system,
      migration.name,
      migration.checksum,
    ])
    await session.query('COMMIT')
  } catch (error) {
    await session.query('ROLLBACK')
    throw new MigrationError(`Migration ${migration.system}/${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
  log.debug({ migration: `${migration.system}/${migration.name}` }, 'migrated')
}

function changed(migration: Migration): MigrationError {
  return new MigrationError(
    `Migration ${migration.system}/${migration.name} was changed after it was applied. Restore the file and add a new one instead.`,
  )
}
