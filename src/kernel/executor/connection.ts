import { queryOn, type PoolClient, type Query } from '../database.ts'

/** Where statements go: an open transaction (`client`), or the pool (`client` is null). */
export interface Connection {
  readonly client: PoolClient | null
  readonly query: Query
}

export function connectionOf(client: PoolClient): Connection {
  return { client, query: queryOn(client) }
}
