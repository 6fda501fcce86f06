import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import type { Resolver } from '../learning/ledger.ts'
import type { resolverSpec } from '../shapes.ts'

export type ResolverSpec = z.output<typeof resolverSpec>

export interface ResolverRow {
  question: string
  source: Resolver
  spec: ResolverSpec
  due_at: Date
  checked_at: Date | null
  last_seen: unknown
  problem: string | null
  done_at: Date | null
}

export async function findResolver(ctx: Pick<Ctx, 'query'>, question: string): Promise<ResolverRow | null> {
  const rows = await ctx.query<ResolverRow>(
    'SELECT question, source, spec, due_at, checked_at, last_seen, problem, done_at FROM council.resolver WHERE question = $1',
    [question],
  )
  return rows.rows[0] ?? null
}
