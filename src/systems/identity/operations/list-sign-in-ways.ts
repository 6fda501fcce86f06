import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import type { ProviderKind } from '../providers/port.ts'
import { readMailServer } from '../mail/mail-server.ts'

export const listSignInWays = operation(contract.listSignInWays, async (ctx) => {
  const [providers, mail] = await Promise.all([
    ctx.query<{ id: string; name: string; kind: ProviderKind }>(
      'SELECT id, name, kind FROM identity.provider WHERE disabled_at IS NULL ORDER BY created_at, id',
      [],
      'identity.ways',
    ),
    readMailServer(ctx.query),
  ])
  return { providers: providers.rows, signInLink: mail?.sign_in_links ?? false, passwordLink: mail !== null }
})
