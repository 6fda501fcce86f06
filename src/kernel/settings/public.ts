import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'

/** The setting's value as the schema wants it, or the default when it was never set or no longer fits. */
export async function readSetting<T extends z.ZodType>(
  ctx: Pick<Ctx, 'query'>,
  name: string,
  schema: T,
  fallback: z.output<T>,
): Promise<z.output<T>> {
  const found = await ctx.query<{ value: unknown }>('SELECT value FROM kernel.setting WHERE name = $1', [name], 'setting.read')
  const parsed = schema.safeParse(found.rows[0]?.value)
  return parsed.success ? parsed.data : fallback
}

/** The secret's value, or null when none is kept under that name. Never log it, never put it in a checkpoint. */
export async function readSecret(ctx: Pick<Ctx, 'query' | 'vault'>, name: string): Promise<string | null> {
  const found = await ctx.query<{ sealed: Buffer }>('SELECT sealed FROM kernel.secret WHERE name = $1', [name], 'secret.read')
  const row = found.rows[0]
  return row ? ctx.vault.open(`secret:${name}`, row.sealed) : null
}
