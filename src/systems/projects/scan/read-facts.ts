import { readDependencies } from '../dependencies/read-dependencies.ts'
import { startParsePool, type ParsePool } from '../dependencies/parse-pool.ts'
import type { FoundCommand } from '../commands.ts'
import type { DependencyGraph } from '../dependencies/graph.ts'
import { listFiles } from '../discovery/read-files.ts'
import { fromText, toText } from '../discovery/byte-path.ts'
import type { DiscoveryFact } from '../discovery/found.ts'
import { readProblem } from '../discovery/read-folder.ts'
import { readParts } from '../discovery/read-parts.ts'
import type { Part } from '../discovery/part.ts'
import type { GitFacts } from '../git/facts.ts'
import { readGit } from '../git/providers/read-git.ts'
import type { Language, Notice, Technology } from '../project.ts'
import type { SummaryRow } from '../summary-row.ts'
import { noticesOf, type NoticeSources } from './notices.ts'

export interface ReadFacts {
  readonly technologies: readonly Technology[]
  readonly languages: readonly Language[]
  readonly parts: readonly Part[]
  readonly graphs: readonly DependencyGraph[]
  readonly git: GitFacts | null
  readonly commands: readonly FoundCommand[]
  readonly hasTests: boolean
  readonly notices: readonly Notice[]
  readonly milliseconds: number
}

let pool: ParsePool | null = null

export interface ReadOptions {
  readonly signal?: AbortSignal
  /** What was read of git the last time. */
  readonly git: GitFacts | null
  /** What the walk over the roots noticed about the folder. */
  readonly seen: readonly DiscoveryFact[]
}

/** Reads everything about one project from its folder. Whatever cannot be read is a notice; it throws only when aborted. */
export async function readFacts(project: SummaryRow, options: ReadOptions): Promise<ReadFacts> {
  const began = performance.now()
  const git = isRepository(project) ? await readGit(project.path, options.git, { signal: options.signal }) : null
  const { facts, notes, ...read } = await readFolder(project, options)
  return { ...read, git, notices: noticesOf({ git, facts: [...options.seen, ...facts], notes }), milliseconds: since(began) }
}

type FolderFacts = Omit<ReadFacts, 'git' | 'notices' | 'milliseconds'> & Omit<NoticeSources, 'git'>

async function readFolder(project: SummaryRow, options: ReadOptions): Promise<FolderFacts> {
  // Nothing can be looked into there, and the walk over the roots has said why.
  if (project.kind === 'bare' || project.kind === 'unknown') return nothing
  try {
    return await readFiles(project.path, options.signal)
  } catch (error) {
    options.signal?.throwIfAborted()
    return { ...nothing, facts: [readProblem(fromText(project.path), error)] }
  }
}

async function readFiles(path: string, signal?: AbortSignal): Promise<FolderFacts> {
  const list = await listFiles(path)
  signal?.throwIfAborted()
  const { parts, facts } = await readParts(path, list)
  pool ??= startParsePool()
  const files = list.files.map(toText)
  const { graphs, notes } = await readDependencies(path, files, { pool, signal })
  return {
    technologies: [],
    languages: [],
    parts,
    graphs,
    commands: [],
    hasTests: files.some((file) => testPath.test(file)),
    facts: [...list.facts, ...facts],
    notes: [...notes, ...graphs.flatMap((graph) => graph.notes)],
  }
}

const nothing = { technologies: [], languages: [], parts: [], graphs: [], commands: [], hasTests: false, facts: [], notes: [] }

/** A folder or file name by which most languages mark tests. */
const testPath = /(^|\/)(tests?|specs?|__tests__)\/|[._-](test|spec)\.\w+$|_test\.(go|py|rb|exs)$|Tests?\.(java|kt|cs|php|swift)$/

function isRepository(project: SummaryRow): boolean {
  return project.kind === 'repository' || project.kind === 'worktree' || project.kind === 'bare'
}

function since(began: number): number {
  return Math.round(performance.now() - began)
}
