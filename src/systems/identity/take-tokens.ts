import type { Query } from '#kernel/database.ts'

/** So many at once, refilled evenly over so many seconds. */
export interface Limit {
  readonly burst: number
  readonly seconds: number
}

/**
 * Takes tokens from a bucket that all nodes share; one statement, so that callers at the same moment take turns.
 * Answers 0, or the seconds until there are enough. Works outside of the caller's transaction only if its query does.
 */
export async function takeTokens(query: Query, bucket: string, limit: Limit, count = 1): Promise<number> {
  const refill = limit.burst / limit.seconds
  const taken = await query(
    `INSERT INTO identity.rate AS r (bucket, tokens, at) VALUES ($1, $2::float8 - $4::float8, clock_timestamp())
     ON CONFLICT (bucket) DO UPDATE SET tokens = ${filled} - $4::float8, at = clock_timestamp() WHERE ${filled} >= $4::float8 RETURNING 1`,
    [bucket, limit.burst, refill, count],
    'identity.take',
  )
  if (taken.rowCount === 1) return 0
  const left = await query<{ tokens: number }>(
    `SELECT ${filled} AS tokens FROM identity.rate r WHERE bucket = $1`,
    [bucket, limit.burst, refill],
    'identity.left',
  )
  return Math.max(1, Math.ceil((count - (left.rows[0]?.tokens ?? 0)) / refill))
}

/** What the bucket holds by now; a database clock that was set back takes nothing away. */
const filled = 'least($2::float8, r.tokens + greatest(0, extract(epoch FROM clock_timestamp() - r.at)) * $3::float8)'
