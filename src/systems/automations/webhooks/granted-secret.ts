import type { Ctx } from '#kernel/context.ts'
import { readSecret } from '#kernel/settings/public.ts'

/** The value of a secret that was granted to a whole automation: for what is no step of it, such as its webhooks. */
export async function secretOfAutomation(ctx: Pick<Ctx, 'query' | 'vault'>, automation: string, name: string): Promise<string | null> {
  const granted = await ctx.query<{ secret: string }>(
    'SELECT secret FROM automations.secret_grant WHERE automation = $1 AND name = $2',
    [automation, name],
    'automations.grant',
  )
  const grant = granted.rows[0]
  return grant ? readSecret(ctx, grant.secret) : null
}
