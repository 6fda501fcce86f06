import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { readMailServer } from '../mail/mail-server.ts'
import { asProvider, providerColumns, type ProviderRow } from '../provider-row.ts'
import { presets } from '../providers/preset.ts'
import type { ProviderKind } from '../providers/port.ts'

export const listProviders = operation(contract.listProviders, async (ctx) => {
  const [rows, mail] = await Promise.all([
    ctx.query<ProviderRow>(`SELECT ${providerColumns} FROM identity.provider p ORDER BY p.created_at, p.id`),
    readMailServer(ctx.query),
  ])
  return {
    items: rows.rows.map((row) => asProvider(ctx, row)),
    presets: Object.entries(presets).map(([kind, { name, issuer }]) => ({ kind: kind as ProviderKind, name, issuer })),
    mail: mail !== null,
  }
})
