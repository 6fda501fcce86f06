import type { Ctx } from '#kernel/context.ts'
import type { DependencyGraph } from '../dependencies/graph.ts'
import { events } from '../events.ts'
import { hasRemote, summarizeGit } from '../git-summary.ts'
import { reckonRisk } from '../risk.ts'
import { chooseStack, mainLanguageOf } from '../stack.ts'
import { storedJson } from '../stored-json.ts'
import type { StoredSummary } from '../summary-row.ts'
import { brokenSentences } from './notices.ts'
import type { ReadFacts } from './read-facts.ts'

/** Replaces everything that is known of a project's folder, in the caller's transaction, and tells the news. */
export async function storeFacts(ctx: Ctx, project: string, facts: ReadFacts & { readonly key: string }): Promise<void> {
  const gitSummary = facts.git ? summarizeGit(facts.git) : null
  const summary = summarize(facts, ctx.clock.now())
  await ctx.query(
    `INSERT INTO projects.facts (project, key, technologies, languages, parts, commands, git, git_summary, summary, graphs, notices, milliseconds, scanned_at)
     SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now() FROM projects.project WHERE id = $1
     ON CONFLICT (project) DO UPDATE SET key = excluded.key, technologies = excluded.technologies, languages = excluded.languages,
       parts = excluded.parts, commands = excluded.commands, git = excluded.git, git_summary = excluded.git_summary, summary = excluded.summary,
       graphs = excluded.graphs, notices = excluded.notices, milliseconds = excluded.milliseconds, scanned_at = now()`,
    [
      project,
      facts.key,
      storedJson(facts.technologies),
      storedJson(facts.languages),
      storedJson(facts.parts),
      storedJson(facts.commands),
      jsonOrNull(facts.git),
      jsonOrNull(gitSummary),
      storedJson(summary),
      storedJson(facts.graphs.map(outline)),
      storedJson(facts.notices),
      facts.milliseconds,
    ],
    'projects.store-facts',
  )
  await storeDependencies(ctx, project, facts.graphs)
  await ctx.emit(events.scanned, { project }, project)
}

/** What is kept of a graph beside the rows of its packages. */
function outline(graph: DependencyGraph): unknown {
  return { ...graph, packages: undefined }
}

async function storeDependencies(ctx: Ctx, project: string, graphs: readonly DependencyGraph[]): Promise<void> {
  const rows = graphs.flatMap((graph) => graph.packages.map((one) => ({ ...one, graph })))
  await ctx.query('DELETE FROM projects.dependency WHERE project = $1', [project], 'projects.clear-dependencies')
  if (rows.length === 0) return
  await ctx.query(
    `INSERT INTO projects.dependency (project, ecosystem, name, version, purl, direct, scope, requested, licences, part, file, line, uses)
     SELECT $1, r.ecosystem, r.name, r.version, r.purl, r.direct, r.scope, r.requested, r.licences, r.part, r.file, r.line, r.uses
     FROM jsonb_to_recordset($2) AS r (ecosystem text, name text, version text, purl text, direct boolean, scope text, requested text,
       licences text[], part text, file text, line integer, uses text[])`,
    [
      project,
      storedJson(
        rows.map((row) => ({
          ecosystem: row.graph.ecosystem,
          name: row.name,
          version: row.version,
          purl: row.purl,
          direct: row.direct,
          scope: row.scope,
          requested: row.requested,
          licences: row.licences,
          part: partOf(row.graph.file),
          file: row.graph.file,
          line: row.line,
          uses: row.dependsOn,
        })),
      ),
    ],
    'projects.store-dependencies',
  )
}

function partOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : ''
}

function summarize(facts: ReadFacts, now: Date): StoredSummary {
  const git = facts.git ? summarizeGit(facts.git) : null
  const broken = brokenSentences(facts.notices)
  const risk = reckonRisk({
    git,
    hasRemote: facts.git ? hasRemote(facts.git) : null,
    idleDays: git?.lastCommitAt ? (now.getTime() - Date.parse(git.lastCommitAt)) / 86_400_000 : null,
    manifestWithoutLock: facts.graphs.some((graph) => !graph.complete && graph.packages.length > 0),
    hasTests: facts.technologies.some((one) => one.kind === 'testing') || facts.hasTests,
    hasPipeline: facts.technologies.some((one) => one.kind === 'ci'),
    broken: broken.length,
  })
  return {
    stack: chooseStack(facts.technologies, facts.languages),
    mainLanguage: mainLanguageOf(facts.languages),
    dependencies: facts.graphs.reduce((sum, graph) => sum + graph.packages.length, 0),
    notices: facts.notices.length,
    broken,
    risk,
    conflicts: facts.git?.workTree?.conflicted ?? 0,
  }
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : storedJson(value)
}
