import { readDependencies } from '../dependencies/read-dependencies.ts'
import { startParsePool, type ParsePool } from '../dependencies/parse-pool.ts'
import type { FoundCommand } from '../commands.ts'
import type { DependencyGraph } from '../dependencies/graph.ts'
import type { Part } from '../discovery/part.ts'
import type { GitFacts } from '../git/facts.ts'
import { readGit } from '../git/providers/read-git.ts'
import type { Language, Notice, Technology } from '../project.ts'
import type { SummaryRow } from '../summary-row.ts'
import type { ProjectFact, StartCommand } from '../technologies/fact.ts'
import { FolderReader } from './folder-reader.ts'
import { noticesOf } from './notices.ts'

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
let reader: FolderReader | null = null

/** Reads everything about one project from its folder. Whatever cannot be read is a notice; it never throws for that. */
export async function readFacts(project: SummaryRow, options: { signal?: AbortSignal; git: GitFacts | null }): Promise<ReadFacts> {
  const began = performance.now()
  const git = isRepository(project) ? await readGit(project.path, options.git, { signal: options.signal }) : null
  if (project.kind === 'bare') return { ...nothing, git, notices: noticesOf({ git, facts: [], notes: [] }), milliseconds: since(began) }
  reader ??= new FolderReader()
  const folder = await reader.read(project.path, options.signal)
  pool ??= startParsePool()
  const { graphs, notes } = await readDependencies(project.path, folder.files, { pool, signal: options.signal })
  return {
    technologies: folder.technologies.project.map(asTechnology),
    languages: folder.languages.map(({ language, files, lines, bytes }) => ({ name: language, files, lines, bytes })),
    parts: folder.parts,
    graphs,
    commands: folder.technologies.commands.map(asCommand),
    hasTests: folder.technologies.hasTests,
    git,
    notices: noticesOf({ git, facts: folder.problems, notes }),
    milliseconds: since(began),
  }
}

const nothing = { technologies: [], languages: [], parts: [], graphs: [], commands: [], hasTests: false }

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
