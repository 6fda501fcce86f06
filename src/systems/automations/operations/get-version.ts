import { operation } from '#kernel/operation.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { asVersion, findVersion } from '../version-row.ts'

export const getVersion = operation(
  contract.getVersion,
  async (ctx, input) => {
    const { id } = await findAutomation(ctx, input.automation)
    const row = await findVersion(ctx, id, input.number)
    return { ...asVersion(row), text: row.text, document: { ...row.document } }
  },
  projectOfAutomation,
)
