import type { DependencyGraph } from './graph.ts'

/** One answer to "why is it here": package URLs from a declared package to the one asked about. */
export type DependencyPath = { part: string; purls: string[] }

/**
 * For each declaration that leads to the package the shortest way, shortest first, at most `limit`.
 * Empty where nothing is known to lead to it: the lockfile does not tell, or the package is not in the graph.
 */
export function pathsTo(graph: DependencyGraph, purl: string, limit = 10): DependencyPath[] {
  const nextTowards = searchBackwards(graph, purl)
  const found: DependencyPath[] = []
  const seen = new Set<string>()
  for (const { part, purl: start } of graph.direct) {
    if (start === null || !nextTowards.has(start) || seen.has(`${part} ${start}`)) continue
    seen.add(`${part} ${start}`)
    found.push({ part, purls: follow(nextTowards, start) })
  }
  return found.sort((a, b) => a.purls.length - b.purls.length).slice(0, limit)
}

/** For every package that leads to the target its next step on a shortest way; the target's own is null. */
function searchBackwards(graph: DependencyGraph, target: string): Map<string, string | null> {
  const parents = new Map<string, string[]>()
  for (const { purl, dependsOn } of graph.packages) {
    for (const child of dependsOn) {
      const known = parents.get(child)
      if (known) known.push(purl)
      else parents.set(child, [purl])
    }
  }
  const next = new Map<string, string | null>()
  if (!graph.packages.some((one) => one.purl === target)) return next
  next.set(target, null)
  const queue = [target]
  for (const reached of queue) {
    for (const parent of parents.get(reached) ?? []) {
      if (next.has(parent)) continue
      next.set(parent, reached)
      queue.push(parent)
    }
  }
  return next
}

function follow(next: Map<string, string | null>, start: string): string[] {
  const way: string[] = []
  for (let at: string | null | undefined = start; at; at = next.get(at)) way.push(at)
  return way
}
