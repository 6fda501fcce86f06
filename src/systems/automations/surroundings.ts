import type { Ctx } from '#kernel/context.ts'
import type { Surroundings } from './language/validation/context.ts'

/** What a text may name: operations and workflows that exist. Which secrets it gets is decided by grants, later. */
export async function surroundingsOf(ctx: Pick<Ctx, 'query' | 'operations'>): Promise<Surroundings> {
  const found = await ctx.query<{ name: string }>(
    `SELECT namespace || '/' || name AS name FROM automations.automation`,
    [],
    'automations.names',
  )
  return { operations: new Set(ctx.operations.keys()), workflows: new Set(found.rows.map((row) => row.name)) }
}
