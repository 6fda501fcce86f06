import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '#kernel/context.ts'
import type { Change } from './watch-folder.ts'
import type { WatchedPath } from './watched-path.ts'

/** More files than this are not remembered for one trigger; what changes among them while nobody watches is not found. */
const mostFiles = 10_000
/** Entries of folders that are looked at in search of them. */
const mostEntries = 200_000

/** When a file was changed last and how long it is; null where there is no file, or a folder. */
async function markOf(path: string): Promise<string | null> {
  const found = await stat(path, { bigint: true }).catch(() => null)
  return found?.isFile() ? `${found.mtimeNs}:${found.size}` : null
}

/** The marks of all files that are watched; null when there are too many. */
export async function marksBelow({ folder, matches }: WatchedPath): Promise<Map<string, string> | null> {
  const marks = new Map<string, string>()
  const folders = [folder]
  const single = await markOf(folder)
  if (single !== null) return new Map([[folder, single]])
  let entries = 0
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for await (const entry of (await opendir(next).catch(() => null)) ?? []) {
      entries += 1
      if (entries > mostEntries || marks.size > mostFiles) return null
      const path = join(next, entry.name)
      if (entry.isDirectory()) folders.push(path)
      const mark = !entry.isDirectory() && matches(path) ? await markOf(path) : null
      if (mark !== null) marks.set(path, mark)
    }
  }
  return marks
}

/** What is different from what was seen, in the order of the paths. */
export function differences(seen: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): Change[] {
  const there = [...now].flatMap(([path, mark]): Change[] => {
    const before = seen.get(path)
    return before === mark ? [] : [{ path, change: before === undefined ? 'created' : 'modified' }]
  })
  const gone = [...seen.keys()].filter((path) => !now.has(path)).map((path): Change => ({ path, change: 'deleted' }))
  return [...there, ...gone].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The files that a trigger has seen; null when none were looked at yet. */
export async function seenFiles(ctx: Pick<Ctx, 'query'>, trigger: string): Promise<Map<string, string> | null> {
  const found = await ctx.query<{ path: string; mark: string }>('SELECT path, mark FROM automations.trigger_file WHERE trigger = $1', [
    trigger,
  ])
  const begun = await ctx.query('SELECT FROM automations.trigger WHERE id = $1 AND files_at IS NOT NULL', [trigger])
  return begun.rowCount === 1 ? new Map(found.rows.map(({ path, mark }) => [path, mark])) : null
}

/** Remembers these files and no others; null: there are too many. Needs an open transaction. */
export async function rememberFiles(ctx: Ctx, trigger: string, marks: ReadonlyMap<string, string> | null): Promise<void> {
  const files_at = marks === null ? null : ctx.clock.now()
  await ctx.query('UPDATE automations.trigger SET files_at = $2 WHERE id = $1', [trigger, files_at])
  await ctx.query('DELETE FROM automations.trigger_file WHERE trigger = $1', [trigger])
  if (marks !== null) await store(ctx, trigger, marks)
}

/**
 * Of changes that were told, those that are news: each is seen once, whether it was told or found by comparing. Remembers
 * them with the transaction in which they start something.
 */
export async function newsAmong(ctx: Ctx, trigger: string, changes: readonly Change[]): Promise<Change[]> {
  const begun = await ctx.query('SELECT FROM automations.trigger WHERE id = $1 AND files_at IS NOT NULL FOR UPDATE', [trigger])
  if (begun.rowCount !== 1) return [...changes]
  const known = await ctx.query<{ path: string; mark: string }>(
    'SELECT path, mark FROM automations.trigger_file WHERE trigger = $1 AND path = ANY ($2)',
    [trigger, changes.map(({ path }) => path)],
  )
  const seen = new Map(known.rows.map(({ path, mark }) => [path, mark]))
  const now = new Map<string, string>()
  const news: Change[] = []
  for (const change of changes) {
    const mark = await markOf(change.path)
    if (mark !== null) now.set(change.path, mark)
    if (mark === null || seen.get(change.path) !== mark) news.push(change)
  }
  const gone = changes.filter(({ path }) => !now.has(path)).map(({ path }) => path)
  await ctx.query('DELETE FROM automations.trigger_file WHERE trigger = $1 AND path = ANY ($2)', [trigger, gone])
  await store(ctx, trigger, now)
  return news
}

async function store(ctx: Ctx, trigger: string, marks: ReadonlyMap<string, string>): Promise<void> {
  await ctx.query(
    `INSERT INTO automations.trigger_file (trigger, path, mark) SELECT $1, path, mark FROM unnest($2::text[], $3::text[]) AS f (path, mark)
     ON CONFLICT (trigger, path) DO UPDATE SET mark = excluded.mark`,
    [trigger, [...marks.keys()], [...marks.values()]],
  )
}
