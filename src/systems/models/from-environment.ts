import type { Ctx } from '#kernel/context.ts'
import type { ProviderKind } from './model.ts'
import { providers } from './providers/index.ts'
import { startRefresh } from './write-provider.ts'

/** What a provider of the environment is called. */
const names: Partial<Record<ProviderKind, string>> = { 'openai-responses': 'openai', anthropic: 'anthropic' }

/** Makes the providers whose keys stand in the environment, once; their keys stay there. */
export async function addFromEnvironment(ctx: Ctx): Promise<void> {
  for (const { kind, environment } of Object.values(providers)) {
    const name = names[kind]
    if (!name || !environment || !ctx.config.providerDefaults[environment.key]) continue
    await ctx.transaction(async (open) => {
      const made = await open.query<{ id: string }>(
        `INSERT INTO models.provider (id, name, kind, from_environment, created_by) VALUES ($1, $2, $3, true, 'environment')
         ON CONFLICT (name) DO NOTHING RETURNING id`,
        [open.id(), name, kind],
      )
      if (made.rows[0]) await startRefresh(open, { id: made.rows[0].id, name })
    })
  }
}

/** Once a day: vendors add and retire models. */
export async function refreshAll(ctx: Ctx): Promise<void> {
  const rows = await ctx.query<{ id: string; name: string }>('SELECT id, name FROM models.provider WHERE paused_at IS NULL ORDER BY name')
  for (const row of rows.rows) await startRefresh(ctx, row)
}
