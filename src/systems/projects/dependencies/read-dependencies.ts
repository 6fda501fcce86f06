import type { DependencyGraph, DependencyNote } from './graph.ts'
import { planJobs, planLeftovers, type ParseJob } from './parse-jobs.ts'
import type { ParsePool } from './parse-pool.ts'
import type { ParseResult } from './parse-sources.ts'

/** What is known of a project's dependencies: one graph per lockfile or uncovered manifest, and what is not known. */
export type ProjectDependencies = { graphs: DependencyGraph[]; notes: DependencyNote[] }

export type ReadOptions = { pool: Pick<ParsePool, 'parse'>; signal?: AbortSignal }

/**
 * Reads the dependencies of a project from those of its files that tell of them.
 * `files`: paths relative to `projectDir` with forward slashes, as the scan lists them; others are ignored.
 * Rejects only if aborted; whatever is wrong with a file is a note.
 */
export async function readDependencies(
  projectDir: string,
  files: readonly string[],
  { pool, signal }: ReadOptions,
): Promise<ProjectDependencies> {
  const inside = files.filter(isInside)
  const run = (jobs: ParseJob[]) => Promise.all(jobs.map((job) => pool.parse(projectDir, job, signal)))
  const locked = await run(planJobs(inside))
  const claimed = new Set(locked.flatMap(({ graphs }) => graphs).flatMap((graph) => graph.manifests))
  const rest = await run(planLeftovers(inside, claimed))
  return combine([...locked, ...rest])
}

function isInside(file: string): boolean {
  return file !== '' && !file.startsWith('/') && !file.split('/').includes('..')
}

function combine(results: readonly ParseResult[]): ProjectDependencies {
  const graphs = results.flatMap((one) => one.graphs).sort((a, b) => compare(a.file, b.file))
  return { graphs, notes: results.flatMap((one) => one.notes) }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
