import { operation } from '#kernel/operation.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { asGrant, grantColumns, type GrantRow } from '../grant-row.ts'
import { findVersion } from '../version-row.ts'

export const listGrants = operation(
  contract.listGrants,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    const { document } = await findVersion(ctx, row.id, row.number)
    const granted = await ctx.query<GrantRow>(`SELECT ${grantColumns} FROM automations.secret_grant WHERE automation = $1 ORDER BY name`, [
      row.id,
    ])
    const names = new Set(granted.rows.map((grant) => grant.name))
    return { items: granted.rows.map(asGrant), missing: (document.use?.secrets ?? []).filter((name) => !names.has(name)) }
  },
  projectOfAutomation,
)
