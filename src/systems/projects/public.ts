import type { Ctx } from '#kernel/context.ts'
import { events } from './events.ts'
import type { HealthLevel } from './project.ts'

export interface ReportedSignal {
  readonly project: string
  /** The reporting system and what it looked at: `monitoring.uptime`. Its newest word replaces the one before. */
  readonly source: string
  readonly level: HealthLevel
  /** Points of risk, 0 to 60; null when it says nothing about risk. */
  readonly value: number | null
  readonly sentence: string
  readonly evidence?: Record<string, unknown>
  readonly at: Date
}

/** How other systems feed a project's health, risk and order. Tells news only when something changed. */
export async function reportSignal(ctx: Ctx, signal: ReportedSignal): Promise<void> {
  const changed = await ctx.query(
    `INSERT INTO projects.signal AS known (project, source, level, value, sentence, evidence, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (project, source) DO UPDATE SET level = excluded.level, value = excluded.value, sentence = excluded.sentence,
       evidence = excluded.evidence, at = excluded.at
     WHERE (known.level, known.value, known.sentence) IS DISTINCT FROM (excluded.level, excluded.value, excluded.sentence) RETURNING 1`,
    [signal.project, signal.source, signal.level, signal.value, signal.sentence, JSON.stringify(signal.evidence ?? {}), signal.at],
  )
  if (changed.rowCount)
    await ctx.emit(events.signalled, { project: signal.project, source: signal.source, level: signal.level }, signal.project)
}

export interface ProjectReference {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly path: string
  readonly host: string
}

/** Name and place of some projects, or of all; unknown ids are left out. */
export async function projectReferences(ctx: Pick<Ctx, 'query'>, ids: readonly string[] | 'all'): Promise<ProjectReference[]> {
  const rows = await ctx.query<ProjectReference>(
    'SELECT id, slug, name, path, host FROM projects.project WHERE $1::uuid[] IS NULL OR id = ANY ($1) ORDER BY name',
    [ids === 'all' ? null : ids],
    'projects.references',
  )
  return rows.rows
}
