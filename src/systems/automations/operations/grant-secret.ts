import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { readSecret } from '#kernel/settings/public.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { asGrant, type GrantRow } from '../grant-row.ts'

/** Who may put secrets into the vault decides where they go. */
export const grantSecret = operation(
  contract.grantSecret,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    if ((await readSecret(ctx, input.secret)) === null) throw new Problem(errors.secret_unknown)
    const granted = await ctx.query<GrantRow>(
      `INSERT INTO automations.secret_grant (automation, name, secret, steps, granted_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (automation, name) DO UPDATE SET secret = excluded.secret, steps = excluded.steps, granted_by = excluded.granted_by, granted_at = now()
       RETURNING name, secret, steps, granted_by, granted_at`,
      [row.id, input.name, input.secret, input.steps, ctx.actor.name],
    )
    await ctx.emit(events.changed, { automation: row.id }, row.project)
    return asGrant(granted.rows[0]!)
  },
  projectOfAutomation,
)
