import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import { providerWith } from './providers/index.ts'
import type { IdentityProvider, ProviderKind } from './providers/port.ts'
import type { provider } from './ways-shapes.ts'

export const providerColumns = `p.id, p.kind, p.name, p.issuer, p.client_id, p.sealed, p.allowed, p.created_at, p.disabled_at,
  (SELECT count(*)::integer FROM identity.linked_account l WHERE l.provider = p.id) AS links`

export interface ProviderRow {
  id: string
  kind: ProviderKind
  name: string
  issuer: string
  client_id: string
  sealed: Buffer
  allowed: string[]
  created_at: Date
  disabled_at: Date | null
  links: number
}

/** The secret's purpose in the vault names the provider: one's secret cannot be moved to another. */
export function purposeOf(id: string): string {
  return `identity.provider:${id}`
}

export function callbackOf(ctx: Pick<Ctx, 'config'>, id: string): string {
  return `${ctx.config.publicUrl}/api/auth/callback/${id}`
}

export function asProvider(ctx: Pick<Ctx, 'config'>, row: ProviderRow): z.output<typeof provider> {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    allowed: row.allowed,
    callback: callbackOf(ctx, row.id),
    links: row.links,
    createdAt: row.created_at.toISOString(),
    disabledAt: row.disabled_at?.toISOString() ?? null,
  }
}

/** A provider that is set up, whether it is switched on or not. */
export async function findProvider(ctx: Ctx, id: string): Promise<ProviderRow> {
  const found = await ctx.query<ProviderRow>(`SELECT ${providerColumns} FROM identity.provider p WHERE p.id = $1`, [id])
  if (!found.rows[0]) throw new Problem(errors.provider_not_found)
  return found.rows[0]
}

/** One that people may use now; to them one that is off is none. */
export async function findOpenProvider(ctx: Ctx, id: string): Promise<ProviderRow> {
  const row = await findProvider(ctx, id)
  if (row.disabled_at) throw new Problem(errors.provider_not_found)
  return row
}

export function reachProvider(ctx: Ctx, row: Omit<ProviderRow, 'links' | 'created_at' | 'disabled_at'>): IdentityProvider {
  const settings = {
    id: row.id,
    kind: row.kind,
    issuer: row.issuer,
    clientId: row.client_id,
    clientSecret: ctx.vault.open(purposeOf(row.id), row.sealed),
    callback: callbackOf(ctx, row.id),
  }
  return providerWith(settings, { wantsEmails: row.allowed.length > 0, log: ctx.log })
}
