import type { FoundCommand } from '../commands.ts'
import type { DependencyGraph } from '../dependencies/graph.ts'
import { startParsePool, type ParsePool } from '../dependencies/parse-pool.ts'
import { readDependencies } from '../dependencies/read-dependencies.ts'
import { fromText } from '../discovery/byte-path.ts'
import type { DiscoveryFact } from '../discovery/found.ts'
import type { Part } from '../discovery/part.ts'
import { readProblem } from '../discovery/read-folder.ts'
import type { GitFacts } from '../git/facts.ts'
import { readGit } from '../git/providers/read-git.ts'
import type { Language, Notice, Technology } from '../project.ts'
import type { SummaryRow } from '../summary-row.ts'
import type { ProjectFact, StartCommand } from '../technologies/fact.ts'
import { FolderReader } from './folder-reader.ts'
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

export interface ReadOptions {
  readonly signal?: AbortSignal
  /** What was read of git the last time. */
  readonly git: GitFacts | null
  /** What the walk over the roots noticed about the folder. */
  readonly seen: readonly DiscoveryFact[]
}

let pool: ParsePool | null = null
let reader: FolderReader | null = null

/** Reads everything about one project from its folder. Whatever cannot be read is a notice; it throws only when aborted. */
export async function readFacts(project: SummaryRow, options: ReadOptions): Promise<ReadFacts> {
  const began = performance.now()
  const git = isRepository(project) ? await readGit(project.path, options.git, { signal: options.signal }) : null
  const { facts, notes, ...read } = await readFolder(project, options)
  return { ...read, git, notices: noticesOf({ git, facts: [...options.seen, ...facts], notes }), milliseconds: since(began) }
}

type FolderReading = Omit<ReadFacts, 'git' | 'notices' | 'milliseconds'> & Omit<NoticeSources, 'git'>

async function readFolder(project: SummaryRow, options: ReadOptions): Promise<FolderReading> {
  // Nothing can be looked into there, and the walk over the roots has said why.
  if (project.kind === 'bare' || project.kind === 'unknown') return nothing
  try {
    return await readFiles(project.path, options.signal)
  } catch (error) {
    options.signal?.throwIfAborted()
    return { ...nothing, facts: [readProblem(fromText(project.path), error)] }
  }
}

async function readFiles(path: string, signal?: AbortSignal): Promise<FolderReading> {
  reader ??= new FolderReader()
  pool ??= startParsePool()
  const folder = await reader.read(path, signal)
  const { graphs, notes } = await readDependencies(path, folder.files, { pool, signal })
  return {
    technologies: folder.technologies.project.map(asTechnology),
    languages: folder.languages.map(({ language, files, lines, bytes }) => ({ name: language, files, lines, bytes })),
    parts: folder.parts,
    graphs,
    commands: folder.technologies.commands.map(asCommand),
    hasTests: folder.technologies.hasTests,
    facts: folder.problems,
    notes: [...notes, ...graphs.flatMap((graph) => graph.notes)],
  }
}

const nothing: FolderReading = {
  technologies: [],
  languages: [],
  parts: [],
  graphs: [],
  commands: [],
  hasTests: false,
  facts: [],
  notes: [],
}

function asTechnology({ id, name, kind, version, confidence, part, evidence, override }: ProjectFact): Technology {
  return { id, name, kind, version, confidence, part, evidence, override }
}

function asCommand({ id, name, line, folder, evidence }: StartCommand): FoundCommand {
  return { id, name, line, folder, evidence }
}

function isRepository(project: SummaryRow): boolean {
  return project.kind === 'repository' || project.kind === 'worktree' || project.kind === 'bare'
}

function since(began: number): number {
  return Math.round(performance.now() - began)
}
