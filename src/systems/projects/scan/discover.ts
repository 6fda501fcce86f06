import type { Ctx } from '#kernel/context.ts'
import { discoverProjects } from '../discovery/read-projects.ts'
import { readFingerprint } from '../discovery/read-fingerprint.ts'
import { unseenRoots, type Found } from '../discovery/found.ts'
import type { Candidate, Known } from '../discovery/identity.ts'
import { matchIdentity, needFingerprint } from '../discovery/match-identity.ts'
import { recordVerdicts, type Discovered } from './record-verdicts.ts'

/**
 * Walks the roots, recognises what is known, and records what is new, moved, gone or back. Runs of it may overlap or
 * repeat: the same disk leads to the same rows.
 */
export async function discover(ctx: Ctx, roots: readonly string[], depth: number): Promise<Discovered> {
  const found: Found[] = []
  for await (const one of discoverProjects(roots, { depth })) {
    ctx.signal.throwIfAborted()
    found.push(one)
  }
  // Git is asked before the transaction, which nothing slow may hold open.
  const candidates = await withFingerprints(await readKnown(ctx), found)
  return ctx.transaction(async (inside) => {
    // Two scans that record at once would each take the other's new projects for their own.
    await inside.query("SELECT pg_advisory_xact_lock(hashtext('projects.discover:' || $1))", [ctx.host.id])
    const known = await readKnown(inside)
    const verdicts = matchIdentity(known, distinct(candidates.filter(isProject)), {
      roots: [...new Set(found.map((one) => one.root))].concat(roots),
      unseen: unseenRoots(found),
    })
    return recordVerdicts(inside, verdicts, roots, found)
  })
}

async function readKnown(ctx: Ctx): Promise<Known[]> {
  const rows = await ctx.query<{ id: string; found: Known }>('SELECT id, found FROM projects.project WHERE host = $1', [ctx.host.id])
  return rows.rows.map((row) => ({ ...row.found, id: row.id }))
}

async function withFingerprints(known: readonly Known[], found: readonly Found[]): Promise<Candidate[]> {
  const needed = new Set(needFingerprint(known, found))
  const candidates: Candidate[] = []
  for (const one of found) {
    candidates.push(needed.has(one) ? { found: one, rootCommits: (await readFingerprint(one)).rootCommits } : { found: one })
  }
  return candidates
}

/** A root that is not there is a fact about the root, not a project. */
function isProject(candidate: Candidate): boolean {
  return !candidate.found.facts.some((fact) => fact.code === 'root_missing' || fact.code === 'root_unreadable')
}

/** Two names that are not UTF-8 may read the same; one row can only stand for the first of them. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const paths = new Set<string>()
  return candidates.filter(({ found }) => !paths.has(found.path) && paths.add(found.path))
}
