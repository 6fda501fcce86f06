import { queryIn, type Along, type PoolClient, type Query } from '../database.ts'

/** Where statements go: an open transaction (`client`), or the pool (`client` is null). */
export interface Connection {
  readonly client: PoolClient | null
  readonly query: Query
  /** Only on the connection of a whole call: what it says last need not be waited for. */
  readonly along?: Along
}

export function connectionOf(client: PoolClient, along?: Along): Connection {
  return { client, query: queryIn(client), along }
}
