import { operation } from '#kernel/operation.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { findVersion } from '../version-row.ts'

export const compareVersions = operation(
  contract.compareVersions,
  async (ctx, input) => {
    const { diffDefinitions } = await import('../language/diff.ts')
    const row = await findAutomation(ctx, input.automation)
    const from = await findVersion(ctx, row.id, input.from)
    const to = await findVersion(ctx, row.id, input.to ?? row.number)
    const differences = diffDefinitions(from.document, to.document).map((one) => ({ ...one, parts: [...one.parts] }))
    return { differences, from: from.text, to: to.text }
  },
  projectOfAutomation,
)
