import { operation } from '#kernel/operation.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { asGrant } from '../secrets/as-grant.ts'
import { grantsOf } from '../secrets/granted-secrets.ts'
import { findVersion } from '../version-row.ts'

export const listGrants = operation(
  contract.listGrants,
  async (ctx, input) => {
    const { requirementsOf } = await import('../language/requirements.ts')
    const row = await findAutomation(ctx, input.automation)
    const { document } = await findVersion(ctx, row.id, row.number)
    const grants = await grantsOf(ctx, row.id)
    const items = await Promise.all(grants.map((grant) => asGrant(ctx, grant)))
    const named = new Set([...requirementsOf(document).secrets, ...(document.use?.secrets ?? [])])
    return { items, missing: [...named].filter((name) => !items.some((one) => one.name === name && one.known)).sort() }
  },
  projectOfAutomation,
)
