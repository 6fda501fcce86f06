import type { Ctx } from '#kernel/context.ts'
import { operation } from '#kernel/operation.ts'
import { pageOf, readCursor } from '#kernel/keyset.ts'
import { findAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { asRun, runColumns, type RunRow } from '../run-summary.ts'

const open = ['waiting', 'running', 'paused']

export const listRuns = operation(contract.listRuns, async (ctx, input) => {
  const automation = input.automation === undefined ? null : (await findAutomation(ctx, input.automation)).id
  const after = readCursor(input.cursor, ['moment', 'id'])
  const [direction, beyond] = input.sort === '-createdAt' ? ['DESC', '<'] : ['ASC', '>']
  const number = /^#?(\d{1,15})$/.exec(input.text?.trim() ?? '')?.[1] ?? null
  const words = number === null && input.text ? `%${input.text.trim().replace(/[\\%_]/g, '\\$&')}%` : null
  // Fewer than three letters have no trigram to be found by: they are looked for in the few names there are.
  const isShort = words !== null && words.length < 5
  const named = isShort ? await idsOfNamed(ctx, words) : null
  const values: unknown[] = []
  const given = (condition: string, value: unknown): string[] => {
    if (value === null || value === undefined) return []
    values.push(value)
    return [condition.replaceAll('$$', `$${values.length}`)]
  }
  // Only the conditions that were asked for are in the statement, so that each finds its index.
  const conditions = [
    ...given('project = ANY ($$::uuid[])', ctx.projects === 'all' ? null : [...ctx.projects]),
    ...given('automation = $$', automation),
    ...given('state = ANY ($$)', input.state === undefined ? null : input.state === 'open' ? open : [input.state]),
    ...given('number = $$', number),
    ...given(`(name ILIKE $$ OR trigger_detail ILIKE $$ OR error->>'detail' ILIKE $$)`, isShort ? null : words),
    ...given('automation = ANY ($$::uuid[])', named),
    ...given('trigger_kind = $$', input.trigger),
    ...given('project = $$', input.project),
    ...given('parent = $$', input.parent),
    ...given('created_at >= $$', input.since),
    ...given('created_at < $$', input.until),
    ...(after ? [`(created_at, id) ${beyond} ($${values.push(after[0])}::timestamptz, $${values.push(after[1])}::uuid)`] : []),
  ]
  const rows = await ctx.query<RunRow>(
    `SELECT ${runColumns} FROM automations.run ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
     ORDER BY created_at ${direction}, id ${direction} LIMIT $${values.push(input.limit + 1)}`,
    values,
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.created_at.toISOString(), row.id])
  return { items: page.items.map(asRun), next: page.next }
})

async function idsOfNamed(ctx: Ctx, words: string): Promise<string[]> {
  const found = await ctx.query<{ id: string }>('SELECT id FROM automations.automation WHERE name ILIKE $1 ORDER BY id LIMIT 1000', [words])
  return found.rows.map((row) => row.id)
}
