import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import type { WorkflowDocument } from './language/model/document.ts'

export interface VersionRow {
  number: number
  hash: string
  text: string
  form: 'friendly' | 'standard'
  note: string | null
  saved_by: string
  saved_at: Date
  document: WorkflowDocument
}

export async function findVersion(ctx: Pick<Ctx, 'query'>, automation: string, number: number): Promise<VersionRow> {
  const found = await ctx.query<VersionRow>(
    `SELECT v.number, v.hash, v.text, v.form, v.note, v.saved_by, v.saved_at, d.document
     FROM automations.version v JOIN automations.definition d ON d.hash = v.hash WHERE v.automation = $1 AND v.number = $2`,
    [automation, number],
    'automations.version',
  )
  const row = found.rows[0]
  if (!row) throw new Problem(errors.version_not_found)
  return row
}

export function asVersion(row: Omit<VersionRow, 'document' | 'text'>) {
  return {
    number: row.number,
    hash: row.hash,
    form: row.form,
    note: row.note,
    savedBy: row.saved_by,
    savedAt: row.saved_at.toISOString(),
  }
}
