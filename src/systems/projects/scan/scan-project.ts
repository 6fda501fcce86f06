import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '#kernel/context.ts'
import type { DiscoveryFact } from '../discovery/found.ts'
import { events } from '../events.ts'
import { findProject } from '../find-project.ts'
import type { GitFacts, WorkTreeState } from '../git/facts.ts'
import { readChanges } from '../git/providers/read-work-tree.ts'
import { countChanges } from '../git-summary.ts'
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
  work_tree: WorkTreeState | null
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
  if (stored.key === key && !options.everything) return refreshWorkTree(ctx, project, stored.work_tree)
  const facts = await readFacts(project, { signal: options.signal, git: await readStoredGit(ctx, id), seen })
  await ctx.transaction((inside) => storeFacts(inside, id, { ...facts, key }))
  return true
}

/** Without the rest of git's facts, which are long and only needed where something changed. */
async function readStored(ctx: Ctx, id: string): Promise<Stored> {
  const found = await ctx.query<Stored>(
    `SELECT p.found->'facts' AS seen, f.key, f.git->'workTree' AS work_tree
     FROM projects.project p LEFT JOIN projects.facts f ON f.project = p.id WHERE p.id = $1`,
    [id],
    'projects.stored',
  )
  return found.rows[0] ?? { key: null, seen: null, work_tree: null }
}

async function readStoredGit(ctx: Ctx, id: string): Promise<GitFacts | null> {
  const found = await ctx.query<{ git: GitFacts | null }>('SELECT git FROM projects.facts WHERE project = $1', [id], 'projects.stored-git')
  return found.rows[0]?.git ?? null
}

async function refreshWorkTree(ctx: Ctx, project: SummaryRow, known: WorkTreeState | null): Promise<boolean> {
  if (known === null) return false
  const workTree = await readChanges(project.path)
  // Postgres gives the keys back in an order of its own.
  if (workTree === null || isDeepStrictEqual(workTree, known)) return false
  await ctx.transaction(async (inside) => {
    await inside.query(
      `UPDATE projects.facts SET git = jsonb_set(git, '{workTree}', $2), git_summary = jsonb_set(git_summary, '{changes}', $3),
         summary = jsonb_set(summary, '{conflicts}', $4) WHERE project = $1`,
      [project.id, storedJson(workTree), storedJson(countChanges(workTree)), storedJson(workTree.conflicted)],
    )
    await inside.emit(events.scanned, { project: project.id }, project.id)
  })
  return true
}
