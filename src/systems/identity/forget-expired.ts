import type { Ctx } from '#kernel/context.ts'

/** What strangers can leave behind by knocking, registering and asking; without this they could fill the disk. */
const expired = [
  "DELETE FROM identity.rate WHERE at < now() - interval '1 day'",
  "DELETE FROM identity.lockout WHERE failed_at < now() - interval '1 day'",
  'DELETE FROM identity.ceremony WHERE expires_at < now()',
  'DELETE FROM identity.provider_flow WHERE expires_at < now()',
  "DELETE FROM identity.authorization_request WHERE expires_at < now() - interval '1 day'",
  // A program that nobody ever let in has to introduce itself again.
  `DELETE FROM identity.client c WHERE c.created_at < now() - interval '1 day'
     AND NOT EXISTS (SELECT FROM identity.connection n WHERE n.client = c.id)
     AND NOT EXISTS (SELECT FROM identity.authorization_request a WHERE a.client = c.id)`,
  // A used token has to be known again as long as its connection lives, and no longer.
  `DELETE FROM identity.refresh_token t USING identity.connection c
     WHERE c.id = t.connection AND least(c.revoked_at, c.expires_at) < now() - interval '1 day'`,
]

/** Run each hour. */
export async function forgetExpired(ctx: Ctx): Promise<void> {
  for (const statement of expired) await ctx.query(statement)
}
