import type { Ctx } from '#kernel/context.ts'
import { findSecrets } from './secrets.ts'
import { knownKeys } from './target.ts'

/**
 * Whether a text holds what `complete` would refuse to send, so that one bad piece can be left out instead of losing the
 * whole question. The provider keys are read once.
 */
export async function holdsSecret(ctx: Pick<Ctx, 'query' | 'vault' | 'config'>): Promise<(text: string) => boolean> {
  const keys = await knownKeys(ctx)
  return (text) => findSecrets(text, keys).length > 0
}
