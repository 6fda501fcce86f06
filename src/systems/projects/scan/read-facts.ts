import { readDependencies } from '../dependencies/read-dependencies.ts'
import { startParsePool, type ParsePool } from '../dependencies/parse-pool.ts'
import type { FoundCommand } from '../commands.ts'
import type { DependencyGraph } from '../dependencies/graph.ts'
import { listFiles } from '../discovery/read-files.ts'
import { toText } from '../discovery/byte-path.ts'
import { readParts } from '../discovery/read-parts.ts'
import type { Part } from '../discovery/part.ts'
import { countLanguages } from '../languages/read-languages.ts'
import { readTechnologies } from '../technologies/read-technologies.ts'
import type { GitFacts } from '../git/facts.ts'
import { readGit } from '../git/providers/read-git.ts'
import type { Language, Notice, Technology } from '../project.ts'
import type { SummaryRow } from '../summary-row.ts'
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

/** Reads everything about one project from its folder. Whatever cannot be read is a notice; it never throws for that. */
export async function readFacts(project: SummaryRow, options: { signal?: AbortSignal; git: GitFacts | null }): Promise<ReadFacts> {
  const began = performance.now()
  const git = isRepository(project) ? await readGit(project.path, options.git, { signal: options.signal }) : null
  if (project.kind === 'bare') return { ...nothing, git, notices: noticesOf({ git, facts: [], notes: [] }), milliseconds: since(began) }
  const list = await listFiles(project.path)
  options.signal?.throwIfAborted()
  const { parts, facts } = await readParts(project.path, list)
  pool ??= startParsePool()
  const files = list.files.map(toText)
  const { graphs, notes } = await readDependencies(project.path, files, { pool, signal: options.signal })
  const built = await readTechnologies(project.path, parts, { list })
  options.signal?.throwIfAborted()
  const counted = await countLanguages(project.path, new Map(), { list })
  return {
    technologies: built.project.map(({ id, name, kind, version, confidence, part, evidence, override }) => ({
      id,
      name,
      kind,
      version,
      confidence,
      part,
      evidence,
      override,
    })),
    languages: counted.languages.map(({ language, files: number, lines, bytes }) => ({ name: language, files: number, lines, bytes })),
    parts,
    graphs,
    commands: built.commands.map(({ id, name, line, folder, evidence }) => ({ id, name, line, folder, evidence })),
    hasTests: built.hasTests,
    git,
    notices: noticesOf({ git, facts: [...list.facts, ...facts, ...built.problems, ...counted.facts], notes }),
    milliseconds: since(began),
  }
}

const nothing = { technologies: [], languages: [], parts: [], graphs: [], commands: [], hasTests: false }

function isRepository(project: SummaryRow): boolean {
  return project.kind === 'repository' || project.kind === 'worktree' || project.kind === 'bare'
}

function since(began: number): number {
  return Math.round(performance.now() - began)
}
