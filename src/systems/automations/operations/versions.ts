import { operation } from '#kernel/operation.ts'
import { pageOf, readCursor } from '#kernel/keyset.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { asVersion, type VersionRow } from '../version-row.ts'

export const versions = operation(
  contract.versions,
  async (ctx, input) => {
    const { id } = await findAutomation(ctx, input.automation)
    const descending = input.sort === '-number'
    const after = readCursor(input.cursor, ['number'])
    const rows = await ctx.query<VersionRow>(
      `SELECT number, hash, form, note, saved_by, saved_at FROM automations.version
       WHERE automation = $1 AND ($2::integer IS NULL OR number ${descending ? '<' : '>'} $2)
       ORDER BY number ${descending ? 'DESC' : 'ASC'} LIMIT $3`,
      [id, after?.[0] ?? null, input.limit + 1],
    )
    const page = pageOf(rows.rows, input.limit, (row) => [row.number])
    return { items: page.items.map(asVersion), next: page.next }
  },
  projectOfAutomation,
)
