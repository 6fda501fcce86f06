import { operation } from '#kernel/operation.ts'
import { asAutomation, findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { readyText } from '../save-text.ts'
import { saveVersion } from '../save-version.ts'

/** A text that compiles to the same definition only replaces the words; runs, history and triggers do not notice. */
export const save = operation(
  contract.save,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    const ready = await readyText(ctx, input.text)
    await ctx.transaction((open) => saveVersion(open, row, { ready, note: input.note ?? null }))
    return asAutomation(await findAutomation(ctx, row.id))
  },
  projectOfAutomation,
)
