import type { Query } from '../database.ts'

/** On how many machines there are nodes that nobody took for dead. */
export async function countLiveHosts(query: Query): Promise<number> {
  const found = await query<{ many: number }>(
    'SELECT count(DISTINCT host)::integer AS many FROM kernel.node WHERE dead_at IS NULL AND left_at IS NULL',
    [],
    'host.count',
  )
  return found.rows[0]!.many
}
