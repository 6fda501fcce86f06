import type { Ctx } from '#kernel/context.ts'
import { readSecret } from '#kernel/settings/public.ts'
import type { Grant } from '../contracts/secrets.ts'
import type { GrantRow } from './granted-secrets.ts'

export async function asGrant(ctx: Pick<Ctx, 'query' | 'vault'>, row: GrantRow): Promise<Grant> {
  return {
    name: row.name,
    secret: row.secret,
    steps: row.steps,
    grantedBy: row.granted_by,
    grantedAt: row.granted_at.toISOString(),
    known: (await readSecret(ctx, row.secret)) !== null,
  }
}
