import { operation } from '#kernel/operation.ts'
import { asAutomation, findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { readyText } from '../save-text.ts'
import { saveVersion } from '../save-version.ts'
import { findVersion } from '../version-row.ts'

export const restoreVersion = operation(
  contract.restoreVersion,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    const { text } = await findVersion(ctx, row.id, input.number)
    const ready = await readyText(ctx, text)
    await ctx.transaction((open) => saveVersion(open, row, { ready, note: `Version ${input.number} again` }))
    return asAutomation(await findAutomation(ctx, row.id))
  },
  projectOfAutomation,
)
