import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { errors } from './errors.ts'
import type { Automation } from './shapes/automation.ts'

export interface AutomationRow {
  id: string
  name: string
  namespace: string
  title: string | null
  summary: string | null
  project: string | null
  tags: string[]
  number: number
  hash: string
  form: 'friendly' | 'standard'
  author: { name: string }
  host: string | null
  disabled_at: Date | null
  disabled_reason: string | null
  version: number
  created_at: Date
  updated_at: Date
  last_run: string | null
  last_state: string | null
  last_at: Date | null
  suspended: string[]
}

export const automationSelect = `SELECT a.id, a.name, a.namespace, a.title, a.summary, a.project, a.tags, a.number, a.hash, a.form, a.author, a.host,
    a.disabled_at, a.disabled_reason, a.version, a.created_at, a.updated_at, r.id AS last_run, r.state AS last_state, r.created_at AS last_at,
    ARRAY(SELECT g.name FROM automations.secret_grant g WHERE g.automation = a.id AND g.suspended_at IS NOT NULL ORDER BY g.name) AS suspended
  FROM automations.automation a LEFT JOIN automations.run r ON r.id = a.last_run`

/** The row of an automation by its id or its name, or the not-found problem. */
export async function findAutomation(ctx: Pick<Ctx, 'query'>, idOrName: string): Promise<AutomationRow> {
  const found = isId(idOrName)
    ? await ctx.query<AutomationRow>(`${automationSelect} WHERE a.id = $1`, [idOrName], 'automations.by-id')
    : await ctx.query<AutomationRow>(
        `${automationSelect} WHERE a.name = $1 ORDER BY a.created_at LIMIT 1`,
        [plain(idOrName)],
        'automations.by-name',
      )
  const row = found.rows[0]
  if (!row) throw new Problem(errors.not_found)
  return row
}

/** For `project: { row: 'automation' }`. */
export async function projectOfAutomation(ctx: Ctx, input: { automation: string }): Promise<string | null> {
  const { automation } = input
  const found = isId(automation)
    ? await ctx.query<{ project: string | null }>(
        'SELECT project FROM automations.automation WHERE id = $1',
        [automation],
        'automations.project',
      )
    : await ctx.query<{ project: string | null }>(
        'SELECT project FROM automations.automation WHERE name = $1 ORDER BY created_at LIMIT 1',
        [plain(automation)],
        'automations.project-by-name',
      )
  const row = found.rows[0]
  if (!row) throw new Problem(errors.not_found)
  return row.project
}

function plain(text: string): string {
  return text.replaceAll('\0', '')
}

export function asAutomation(row: AutomationRow): Automation {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    summary: row.summary,
    project: row.project,
    tags: row.tags,
    enabled: row.disabled_at === null,
    disabledReason: row.disabled_reason,
    number: row.number,
    hash: row.hash,
    form: row.form,
    author: row.author.name,
    version: row.version,
    lastRun:
      row.last_run && row.last_state && row.last_at ? { id: row.last_run, state: row.last_state, at: row.last_at.toISOString() } : null,
    suspendedSecrets: row.suspended,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
