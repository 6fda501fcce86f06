import { databaseOn, queryOn, type Database, type PoolClient, type Query } from '../database.ts'

/** Where statements go: an open transaction (`client`), or the pool (`client` is null). */
export interface Connection {
  readonly client: PoolClient | null
  readonly db: Database
  readonly query: Query
}

export function connectionOf(client: PoolClient): Connection {
  let db: Database | undefined
  return {
    client,
    get db() {
      return (db ??= databaseOn(client))
    },
    query: queryOn(client),
  }
}
