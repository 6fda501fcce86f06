import type { Running } from './running.ts'
import { reckonHealth } from './health.ts'
import type { GitSummary, ProjectSummary, Signal } from './project.ts'
import type { Risk } from './risk.ts'

/** What a scan leaves for lists, beside the full facts. */
export interface StoredSummary {
  readonly stack: readonly string[]
  readonly mainLanguage: string | null
  readonly dependencies: number | null
  readonly notices: number
  readonly broken: readonly string[]
  readonly risk: Risk
  readonly conflicts: number
}

export interface SummaryRow {
  id: string
  number: number
  slug: string
  name: string
  path: string
  root: string
  host: string
  kind: ProjectSummary['kind']
  parent: string | null
  description: string | null
  tags: string[]
  group_name: string | null
  favourite: boolean
  version: number
  first_seen_at: Date
  missing_since: Date | null
  summary: StoredSummary | null
  git_summary: GitSummary | null
  scanned_at: Date | null
  signals: Signal[]
}

/** Everything a summary needs in one statement; `signals` are the newest word of each source. */
export const summarySelect = `SELECT p.id, p.number, p.slug, p.name, p.path, p.root, p.host, p.kind, p.parent, p.description, p.tags,
    p.group_name, p.favourite, p.version, p.first_seen_at, p.missing_since, f.summary, f.git_summary, f.scanned_at,
    coalesce((SELECT jsonb_agg(jsonb_build_object('source', s.source, 'level', s.level, 'value', s.value, 'sentence', s.sentence, 'at', s.at) ORDER BY s.source)
      FROM projects.signal s WHERE s.project = p.id), '[]') AS signals
  FROM projects.project p LEFT JOIN projects.facts f ON f.project = p.id`

/** A row as the contract promises it; `running` is null while nobody has looked. */
export function asSummary(row: SummaryRow, running: Running | null): ProjectSummary {
  const { summary, git_summary: git } = row
  const seen = running === null ? null : { processes: running.processes, ports: [...running.ports] }
  return {
    id: row.id,
    number: row.number,
    slug: row.slug,
    name: row.name,
    path: row.path,
    kind: row.kind,
    host: row.host,
    parent: row.parent,
    present: row.missing_since === null,
    tags: row.tags,
    group: row.group_name,
    favourite: row.favourite,
    health: reckonHealth({
      present: row.missing_since === null,
      scanned: summary !== null,
      signals: row.signals,
      broken: summary?.broken ?? [],
      running: seen,
      conflicts: summary?.conflicts ?? 0,
      operation: git?.operation ?? null,
    }),
    risk: riskOf(summary, row.signals),
    stack: [...(summary?.stack ?? [])],
    mainLanguage: summary?.mainLanguage ?? null,
    git,
    dependencies: summary?.dependencies ?? null,
    running: seen,
    notices: summary?.notices ?? 0,
    version: row.version,
    scannedAt: row.scanned_at?.toISOString() ?? null,
    firstSeenAt: row.first_seen_at.toISOString(),
  }
}

/** The scan's own reasons, and what other systems report in points. */
function riskOf(summary: StoredSummary | null, signals: readonly Signal[]): ProjectSummary['risk'] {
  if (summary === null) return { score: null, reasons: [] }
  const reported = signals.filter((signal) => (signal.value ?? 0) > 0)
  const points = reported.reduce((sum, signal) => sum + Math.min(60, Math.round(signal.value!)), 0)
  const sentences = reported.map((signal) => `${signal.sentence.replace(/\.$/, '')} (${Math.round(signal.value!)})`)
  return { score: Math.min(100, summary.risk.score + points), reasons: [...sentences, ...summary.risk.reasons] }
}
