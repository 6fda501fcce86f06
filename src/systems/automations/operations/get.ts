import { operation } from '#kernel/operation.ts'
import { asAutomation, findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { describeText } from '../describe-text.ts'
import { findVersion } from '../version-row.ts'

export const get = operation(
  contract.get,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    const { text, document } = await findVersion(ctx, row.id, row.number)
    const { sourceMap, notes, graph, requirements, fields } = await describeText(text, document)
    const kept = await ctx.query<{ keep_days: number | null; keep_runs: number | null }>(
      'SELECT keep_days, keep_runs FROM automations.automation WHERE id = $1',
      [row.id],
    )
    const { keep_days: keepDays, keep_runs: keepRuns } = kept.rows[0]!
    return { ...asAutomation(row), text, document: { ...document }, sourceMap, notes, graph, requirements, fields, keepDays, keepRuns }
  },
  projectOfAutomation,
)
