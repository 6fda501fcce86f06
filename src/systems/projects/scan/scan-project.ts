import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '#kernel/context.ts'
import type { DiscoveryFact } from '../discovery/found.ts'
import { events } from '../events.ts'
import { findProject } from '../find-project.ts'
import type { GitFacts } from '../git/facts.ts'
import { readWorkTree } from '../git/providers/read-work-tree.ts'
import { summarizeGit } from '../git-summary.ts'
import type { GitSummary } from '../project.ts'
import { storedJson } from '../stored-json.ts'
import type { SummaryRow } from '../summary-row.ts'
import { readFacts } from './read-facts.ts'
import { scanKey } from './scan-key.ts'
import { storeFacts } from './store-facts.ts'

export interface ScanOptions {
  /** Read it again even if nothing seems to have changed. */
  readonly everything: boolean
  readonly signal?: AbortSignal
}

interface Stored {
  /** Null while nothing of it was read. */
  key: string | null
  seen: DiscoveryFact[] | null
  git: GitFacts | null
  git_summary: GitSummary | null
}

/**
 * Reads one project and stores what is new. Unchanged by its key, only the work tree is looked at, because edits
 * there change nothing else. Answers whether anything was new. A project that went away meanwhile is left alone.
 */
export async function scanProject(ctx: Ctx, id: string, options: ScanOptions): Promise<boolean> {
  const project = await findProject(ctx, id).catch(() => null)
  if (!project || project.missing_since || project.host !== ctx.host.id) return false
  const stored = await readStored(ctx, id)
  const seen = stored.seen ?? []
  const key = await scanKey(project.path, project.kind, seen)
  if (stored.key === key && !options.everything) return refreshWorkTree(ctx, project, stored)
  const facts = await readFacts(project, { signal: options.signal, git: stored.git, seen })
  await ctx.transaction((inside) => storeFacts(inside, id, { ...facts, key }))
  return true
}

async function readStored(ctx: Ctx, id: string): Promise<Stored> {
  const found = await ctx.query<Stored>(
    `SELECT p.found->'facts' AS seen, f.key, f.git, f.git_summary
     FROM projects.project p LEFT JOIN projects.facts f ON f.project = p.id WHERE p.id = $1`,
    [id],
    'projects.stored',
  )
  return found.rows[0] ?? { key: null, seen: null, git: null, git_summary: null }
}

async function refreshWorkTree(ctx: Ctx, project: SummaryRow, stored: Stored): Promise<boolean> {
  if (!stored.git || project.kind === 'bare') return false
  const reading = await readWorkTree(project.path)
  if (reading.workTree === null) return false
  const git = { ...stored.git, workTree: reading.workTree, head: reading.head ?? stored.git.head }
  const summary = summarizeGit(git)
  // Postgres gives the keys back in an order of its own.
  if (isDeepStrictEqual(summary, stored.git_summary)) return false
  await ctx.transaction(async (inside) => {
    await inside.query('UPDATE projects.facts SET git = $2, git_summary = $3 WHERE project = $1', [
      project.id,
      storedJson(git),
      storedJson(summary),
    ])
    await inside.emit(events.scanned, { project: project.id }, project.id)
  })
  return true
}
