import type { Ctx } from '#kernel/context.ts'
import { readSecret } from '#kernel/settings/public.ts'

export interface GrantRow {
  name: string
  secret: string
  steps: string[] | null
  granted_by: string
  granted_at: Date
}

export async function grantsOf(ctx: Pick<Ctx, 'query'>, automation: string): Promise<GrantRow[]> {
  const found = await ctx.query<GrantRow>(
    'SELECT name, secret, steps, granted_by, granted_at FROM automations.secret_grant WHERE automation = $1 ORDER BY name',
    [automation],
    'automations.grants',
  )
  return found.rows
}

/** The value of a secret that was granted to a whole automation: for what is no step of it, such as its webhooks. */
export async function secretOfAutomation(ctx: Pick<Ctx, 'query' | 'vault'>, automation: string, name: string): Promise<string | null> {
  const grant = (await grantsOf(ctx, automation)).find((one) => one.name === name)
  return grant ? readSecret(ctx, grant.secret) : null
}
