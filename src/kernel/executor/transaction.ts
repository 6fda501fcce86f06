import type { Operation } from '../contract.ts'
import { inTransaction } from '../database.ts'
import { connectionOf, type Connection } from './connection.ts'
import type { Machinery } from './context.ts'

/** Writes get one transaction; reads, and operations that wait on the world, work on the pool. */
export function withConnection<T>(machinery: Machinery, declaration: Operation, work: (connection: Connection) => Promise<T>): Promise<T> {
  if (declaration.effect === 'read' || declaration.unmanaged) {
    return work({ client: null, query: machinery.query })
  }
  return inTransaction(machinery.pool, (client, along) => work(connectionOf(client, along)))
}
