import { operation } from '#kernel/operation.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { asGrant } from '../secrets/as-grant.ts'
import type { GrantRow } from '../secrets/granted-secrets.ts'

export const grantSecret = operation(
  contract.grantSecret,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    const kept = await ctx.query<GrantRow>(
      `INSERT INTO automations.secret_grant (automation, name, secret, steps, granted_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (automation, name) DO UPDATE SET secret = excluded.secret, steps = excluded.steps, granted_by = excluded.granted_by, granted_at = now()
       RETURNING name, secret, steps, granted_by, granted_at`,
      [row.id, input.name, input.secret, input.steps, ctx.actor.name],
    )
    await ctx.emit(events.changed, { automation: row.id }, row.project)
    return asGrant(ctx, kept.rows[0]!)
  },
  projectOfAutomation,
)
