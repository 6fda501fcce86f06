import { posix } from 'node:path'
import type { DependencyGraph, SourceText } from '../graph.ts'
import { includedPaths } from './requirement-lines.ts'
import { parseRequirements } from './requirements.ts'

/**
 * All requirements files of a project: one graph per file that no other includes.
 * A .in whose compiled .txt lies beside it, and files that only constrain, stand for nothing of their own.
 */
export function parsePip(sources: readonly SourceText[]): DependencyGraph[] {
  const included = new Set(sources.flatMap((source) => includedPaths(source)))
  const paths = new Set(sources.map((one) => one.path))
  return sources
    .filter(({ path }) => !included.has(path) && !isCompiled(path, paths) && !/(^|[/_.-])constraints?([_.-]|$)/i.test(posix.basename(path)))
    .map((source) => parseRequirements(source, sources))
}

function isCompiled(path: string, paths: ReadonlySet<string>): boolean {
  return path.endsWith('.in') && paths.has(path.replace(/\.in$/, '.txt'))
}
