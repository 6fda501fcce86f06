import type { Ctx } from '#kernel/context.ts'
import { describe, learn, type Known } from '../discovery/identity.ts'
import type { Found } from '../discovery/found.ts'
import type { Verdict } from '../discovery/match-identity.ts'
import { events } from '../events.ts'
import { chooseSlug } from '../slug.ts'
import { storedJson } from '../stored-json.ts'

/** What a look at the roots found: the projects that are there, in the order of their paths. */
export interface Discovered {
  readonly projects: readonly string[]
  readonly missing: number
}

/** Writes what became of every known and every found project, and tells the news of it. */
export async function recordVerdicts(
  ctx: Ctx,
  verdicts: readonly Verdict[],
  roots: readonly string[],
  found: readonly Found[],
): Promise<Discovered> {
  await recordRoots(ctx, roots, found)
  const present: { id: string; path: string }[] = []
  let missing = 0
  // Whoever is gone leaves their path first, so that somebody else may have moved there.
  for (const verdict of verdicts) if (verdict.verdict === 'missing') missing += await recordMissing(ctx, verdict.id)
  await leavePaths(ctx, verdicts)
  for (const verdict of verdicts) {
    if (verdict.verdict === 'missing' || verdict.verdict === 'unseen') continue
    const id =
      verdict.verdict === 'same' || verdict.verdict === 'moved'
        ? await recordKnown(ctx, verdict)
        : await recordNew(ctx, verdict.candidate.found)
    present.push({ id, path: verdict.candidate.found.path })
  }
  await recordParents(ctx, verdicts)
  return { projects: present.sort((a, b) => (a.path < b.path ? -1 : 1)).map((one) => one.id), missing }
}

async function recordRoots(ctx: Ctx, roots: readonly string[], found: readonly Found[]): Promise<void> {
  await ctx.query('DELETE FROM projects.root WHERE host = $1 AND path <> ALL ($2)', [ctx.host.id, roots])
  for (const path of roots) {
    const problem = found
      .find((one) => one.root === path || one.path === path)
      ?.facts.find((fact) => fact.code === 'root_missing' || fact.code === 'root_unreadable')
    await ctx.query(
      `INSERT INTO projects.root (host, path, problem, scanned_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (host, path) DO UPDATE SET problem = excluded.problem, scanned_at = now()`,
      [ctx.host.id, path, problem?.text ?? null],
    )
  }
}

async function recordMissing(ctx: Ctx, id: string): Promise<number> {
  const gone = await ctx.query('UPDATE projects.project SET missing_since = now() WHERE id = $1 AND missing_since IS NULL', [id])
  if (gone.rowCount) await ctx.emit(events.missing, { project: id }, id)
  return 1
}

/** Two projects may have changed places: the path is unique among those present, so movers step aside first. */
async function leavePaths(ctx: Ctx, verdicts: readonly Verdict[]): Promise<void> {
  const moving = verdicts.flatMap((verdict) => (verdict.verdict === 'moved' ? [verdict.id] : []))
  if (moving.length > 0)
    await ctx.query("UPDATE projects.project SET path = path || ' (moving ' || id || ')' WHERE id = ANY ($1)", [moving])
}

async function recordKnown(ctx: Ctx, verdict: Extract<Verdict, { verdict: 'same' | 'moved' }>): Promise<string> {
  const { found } = verdict.candidate
  const row = await ctx.query<{ found: Known }>('SELECT found FROM projects.project WHERE id = $1', [verdict.id])
  const learnt = learn({ ...row.rows[0]!.found, id: verdict.id }, verdict.candidate)
  await ctx.query(
    `UPDATE projects.project SET root = $2, path = $3, kind = $4, found = $5, last_seen_at = now(), missing_since = NULL,
       name = CASE WHEN named_by_person THEN name ELSE $6 END WHERE id = $1`,
    [verdict.id, found.root, found.path, found.kind, storedJson({ ...learnt, facts: found.facts }), found.name],
  )
  if (verdict.verdict === 'moved') await ctx.emit(events.moved, { project: verdict.id, from: verdict.from, to: found.path }, verdict.id)
  return verdict.id
}

async function recordNew(ctx: Ctx, found: Found): Promise<string> {
  const id = ctx.id()
  const taken = await ctx.query<{ slug: string }>('SELECT slug FROM projects.project WHERE slug LIKE $1', [
    `${chooseSlug(found.name, () => false)}%`,
  ])
  const slugs = new Set(taken.rows.map((row) => row.slug))
  await ctx.query(`INSERT INTO projects.project (id, slug, name, host, root, path, kind, found) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, [
    id,
    chooseSlug(found.name, (slug) => slugs.has(slug)),
    found.name,
    ctx.host.id,
    found.root,
    found.path,
    found.kind,
    storedJson({ ...describe(id, { found }), facts: found.facts }),
  ])
  await ctx.emit(events.found, { project: id }, id)
  return id
}

/** A repository inside another one, or a worktree wherever it lies, belongs to that one while it is there. */
async function recordParents(ctx: Ctx, verdicts: readonly Verdict[]): Promise<void> {
  const found = verdicts.flatMap((verdict) => ('candidate' in verdict ? [verdict.candidate.found] : []))
  await ctx.query(
    `UPDATE projects.project p SET parent = outside.id
     FROM unnest($2::text[], $3::text[]) AS place (path, outside)
       LEFT JOIN projects.project outside ON outside.host = $1 AND outside.path = place.outside AND outside.missing_since IS NULL
     WHERE p.host = $1 AND p.path = place.path AND p.missing_since IS NULL AND p.parent IS DISTINCT FROM outside.id`,
    [ctx.host.id, found.map((one) => one.path), found.map((one) => repositoryOf(one) ?? one.inside ?? null)],
  )
}

/** The folder of the repository that a worktree was made from. */
function repositoryOf({ kind, git }: Found): string | null {
  return kind === 'worktree' && git ? git.commonDirectory.replace(/\/\.git$/, '') : null
}
