import { lstatSync } from 'node:fs'
import { type BytePath, fromText, isInside, join, toSystem, toText } from './byte-path.ts'
import type { DiscoveryFact, Found } from './found.ts'
import { ignoredNames } from './ignored-names.ts'
import { type Folder, readFolder, readProblem } from './read-folder.ts'
import { readLinkFact } from './read-link.ts'
import { readNested } from './read-nested.ts'
import { kindOf, type ProjectFolder, readProject, type Spot, unknownProject } from './read-project.ts'
import { type Reach, reachOf, realFolder } from './read-text.ts'

export type DiscoverOptions = {
  /** How many folders may lie between a root and a project; 4 by default. */
  depth?: number
  /** How deep inside a project other repositories are looked for; 2 by default. */
  nestedDepth?: number
  /** Folder names to pass over, beside the built-in ones. */
  ignore?: readonly string[]
  /** Entries looked at in one folder; 20,000 by default. */
  mostEntries?: number
  /** Folders read at the same time; 8 by default. */
  parallel?: number
}

/**
 * Walks the roots, nearest folders first, and yields each project as soon as it is known. Symbolic links are never
 * followed and nothing outside the roots is read. Never throws for what lies on the disk: that becomes facts.
 */
export async function* discoverProjects(roots: readonly string[], options: DiscoverOptions = {}): AsyncGenerator<Found, void, undefined> {
  const { starts, unseen } = openRoots(roots)
  yield* unseen
  const walk: Walk = { limits: settle(options), reach: reachOf(...starts), queue: [], done: [], lonely: new Map() }
  walk.queue = outermost(starts).map((path) => ({ path, root: path, depth: 0 }))
  const running = new Set<Promise<void>>()
  // Visits may end while the caller is busy with a project, so what is done is asked for first.
  while (walk.done.length > 0 || walk.queue.length > 0 || running.size > 0) {
    while (walk.queue.length > 0 && running.size < walk.limits.parallel) start(walk, running)
    if (walk.done.length === 0) await Promise.race(running)
    yield* walk.done.splice(0)
  }
  for (const root of walk.lonely.values()) yield* await visitProject(walk, root)
}

type Step = Spot & { depth: number }
type Limits = Required<Omit<DiscoverOptions, 'ignore'>> & { ignore: ReadonlySet<string> }
type Project = ProjectFolder & { depth: number }
type Walk = {
  limits: Limits
  reach: Reach
  queue: Step[]
  done: Found[]
  /** Roots with a manifest of their own, as long as no project was found in them. */
  lonely: Map<string, Project>
}

function settle(options: DiscoverOptions): Limits {
  return {
    depth: options.depth ?? 4,
    nestedDepth: options.nestedDepth ?? 2,
    mostEntries: options.mostEntries ?? 20_000,
    parallel: options.parallel ?? 8,
    ignore: new Set([...ignoredNames, ...(options.ignore ?? [])]),
  }
}

function openRoots(roots: readonly string[]): { starts: BytePath[]; unseen: Found[] } {
  const starts = new Set<BytePath>()
  const unseen: Found[] = []
  for (const root of roots) {
    const opened = openRoot(root)
    if (typeof opened === 'string') starts.add(opened)
    else unseen.push(unknownProject({ path: fromText(root), root: fromText(root) }, [opened]))
  }
  return { starts: [...starts], unseen }
}

function openRoot(root: string): BytePath | DiscoveryFact {
  try {
    const real = realFolder(fromText(root))
    return real ?? { code: 'root_missing', path: root, text: 'This folder does not exist. Create it, or configure another.' }
  } catch (error) {
    return { code: 'root_unreadable', path: root, text: readProblem(fromText(root), error).text }
  }
}

function outermost(starts: readonly BytePath[]): BytePath[] {
  return starts.filter((one) => !starts.some((other) => other !== one && isInside(one, other)))
}

function start(walk: Walk, running: Set<Promise<void>>): void {
  const step = walk.queue.shift()
  if (!step) return
  const visit = visitFolder(walk, step)
    .catch((error: unknown) => [unknownProject(step, [readProblem(step.path, error)])])
    .then((found) => {
      running.delete(visit)
      walk.done.push(...found)
    })
  running.add(visit)
}

/** Either a project, with the repositories nested in it, or a folder of folders whose children join the queue. */
async function visitFolder(walk: Walk, step: Step): Promise<Found[]> {
  const folder = await readFolder(step.path, walk.limits.mostEntries)
  if (!folder.readable) return [unknownProject(step, asRootFacts(step, folder.facts))]
  const kind = kindOf(folder.entries)
  if (kind === undefined) return visitGroup(walk, step, folder)
  if (kind !== 'folder' || step.depth > 0) return visitProject(walk, { ...step, folder, kind })
  // A stray manifest beside the projects must not swallow them: such a root is a project only if it holds none.
  walk.lonely.set(toText(step.root), { ...step, folder, kind })
  return visitGroup(walk, step, folder)
}

async function visitProject(walk: Walk, project: Project): Promise<Found[]> {
  walk.lonely.delete(toText(project.root))
  const found = await readProject(walk.reach, project)
  if (project.kind === 'bare') return [found]
  // A root that is itself a repository may hold the others anywhere a root may, and mostly ignores them.
  const isRoot = project.depth === 0 && project.kind === 'repository'
  const { depth, nestedDepth, ignore, mostEntries } = walk.limits
  const nested = await readNested(
    { reach: walk.reach, ignore, mostEntries },
    {
      path: project.path,
      folder: project.folder,
      submodules: found.git?.submodules ?? [],
      depth: isRoot ? depth + 1 : nestedDepth,
      honoursIgnore: !isRoot,
    },
  )
  found.facts.push(...nested.facts)
  const inner = await Promise.all(nested.repositories.map((path) => visitNested(walk, project, path)))
  return [found, ...inner.flat()]
}

async function visitNested(walk: Walk, outer: Project, path: BytePath): Promise<Found[]> {
  const folder = await readFolder(path, walk.limits.mostEntries)
  const found = await visitProject(walk, { path, root: outer.root, depth: outer.depth + 1, folder, kind: 'repository' })
  return found.map((one) => ({ ...one, inside: one.inside ?? toText(outer.path) }))
}

function visitGroup(walk: Walk, step: Step, folder: Folder): Found[] {
  const found = folder.facts.length > 0 ? [unknownProject(step, folder.facts)] : []
  for (const entry of folder.entries) {
    const child = { path: join(step.path, entry.name), root: step.root, depth: step.depth + 1 }
    const linked = entry.type === 'link' ? readLinkFact(walk.reach, child.path) : []
    if (linked.length > 0) found.push(unknownProject(child, linked))
    if (entry.type !== 'folder' || step.depth > walk.limits.depth) continue
    // A tool's folder, or a hidden one, counts only when it is a repository itself.
    const isPassedOver = walk.limits.ignore.has(entry.name) || entry.name.startsWith('.')
    if (!isPassedOver || isRepository(child.path)) walk.queue.push(child)
  }
  return found
}

function isRepository(path: BytePath): boolean {
  try {
    return lstatSync(toSystem(join(path, '.git')), { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

function asRootFacts(step: Step, facts: readonly DiscoveryFact[]): DiscoveryFact[] {
  return step.depth > 0 ? [...facts] : facts.map((fact) => ({ ...fact, code: 'root_unreadable' }))
}
