import { operation } from '#kernel/operation.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { findVersion } from '../version-row.ts'
import { writeText } from '../write-text.ts'

export const exportText = operation(
  contract.exportText,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    const { document, hash } = await findVersion(ctx, row.id, input.number ?? row.number)
    return { ...(await writeText(document, input.form)), hash }
  },
  projectOfAutomation,
)
