import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { readSecret } from '#kernel/settings/public.ts'
import { asAutomation, findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { asGrant, grantColumns, type GrantRow } from '../grant-row.ts'

/** A grant is for the steps as they are: see `reviewGrants` for what a change of the text does to it. */
export const grantSecret = operation(
  contract.grantSecret,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    if ((await readSecret(ctx, input.secret)) === null) throw new Problem(errors.secret_unknown)
    const hash = await lookedAt(ctx, row.id, input.number)
    const granted = await ctx.query<GrantRow>(
      `INSERT INTO automations.secret_grant AS g (automation, name, secret, steps, granted_by, granted_at, definitions) VALUES ($1, $2, $3, $4, $5, $6, ARRAY[$7])
       ON CONFLICT (automation, name) DO UPDATE SET secret = excluded.secret, steps = excluded.steps, granted_by = excluded.granted_by,
         granted_at = excluded.granted_at, suspended_at = NULL, suspended_by = NULL,
         definitions = CASE WHEN (g.secret, g.steps) IS DISTINCT FROM (excluded.secret, excluded.steps) THEN excluded.definitions
           ELSE array_remove(g.definitions, $7) || excluded.definitions END
       RETURNING ${grantColumns}`,
      [row.id, input.name, input.secret, input.steps, ctx.actor.name, ctx.clock.now(), hash],
    )
    await ctx.emit(events.changed, { automation: row.id }, row.project)
    return asGrant(granted.rows[0]!)
  },
  projectOfAutomation,
)

/** The current definition; nobody saves another one until the grant is there. */
async function lookedAt(ctx: Ctx, automation: string, number: number | undefined): Promise<string> {
  const found = await ctx.query<{ number: number; hash: string }>(
    'SELECT number, hash FROM automations.automation WHERE id = $1 FOR SHARE',
    [automation],
  )
  const current = found.rows[0]
  if (!current) throw new Problem(errors.not_found)
  if (number !== undefined && number !== current.number) {
    const newest = asAutomation(await findAutomation(ctx, automation))
    throw new Problem(kernelErrors.stale_version, `Version ${current.number} was saved meanwhile; look at it first.`, { current: newest })
  }
  return current.hash
}
