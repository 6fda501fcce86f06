import type { DependencyGraph, DependencyNote, DirectDependency, Origin, Scope } from './graph.ts'

/**
 * A graph on its way between threads: a head, then rows in chunks, so that receiving never holds the event loop
 * for long. Edges are numbers of packages: far smaller than their package URLs.
 */
export type GraphHead = Omit<DependencyGraph, 'direct' | 'packages' | 'notes'>
export type PackageRow = [
  name: string,
  version: string | null,
  purl: string,
  origin: Origin,
  direct: boolean,
  scope: Scope,
  licences: string[] | null,
  dependsOn: number[],
  requested: string | null,
  line: number | null,
]
export type Chunk =
  | { kind: 'graph'; head: GraphHead }
  | { kind: 'packages'; rows: PackageRow[] }
  | { kind: 'direct'; rows: DirectDependency[] }
  | { kind: 'notes'; rows: DependencyNote[] }

/** Rows per chunk: about a tenth of a millisecond each to receive. */
const chunkSize = 200

/** What is broken says so in its first notes; a file of nothing but trouble must not flood. */
const mostNotes = 200

export function* chunksOf(graph: DependencyGraph): Generator<Chunk> {
  const { direct, packages, notes, ...head } = graph
  yield { kind: 'graph', head }
  const numbers = new Map(packages.map((one, number) => [one.purl, number]))
  for (let start = 0; start < packages.length; start += chunkSize) {
    yield {
      kind: 'packages',
      rows: packages
        .slice(start, start + chunkSize)
        .map((one) => [
          one.name,
          one.version,
          one.purl,
          one.origin,
          one.direct,
          one.scope,
          one.licences,
          one.dependsOn.map((purl) => numbers.get(purl)!),
          one.requested,
          one.line,
        ]),
    }
  }
  for (let start = 0; start < direct.length; start += chunkSize) yield { kind: 'direct', rows: direct.slice(start, start + chunkSize) }
  if (notes.length > 0) yield { kind: 'notes', rows: notes.slice(0, mostNotes) }
}

/** Puts chunks together again. `finish` yields between slices: call it until done, leaving the loop in between. */
export type GraphAssembly = { add: (chunk: Chunk) => void; finish: () => Generator<void, DependencyGraph[]> }

export function assembleGraphs(): GraphAssembly {
  const graphs: DependencyGraph[] = []
  const edges: number[][][] = []
  return {
    add(chunk) {
      if (chunk.kind === 'graph') {
        graphs.push({ ...chunk.head, direct: [], packages: [], notes: [] })
        edges.push([])
        return
      }
      const graph = graphs.at(-1)!
      if (chunk.kind === 'direct') graph.direct.push(...chunk.rows)
      else if (chunk.kind === 'notes') graph.notes.push(...chunk.rows)
      else for (const row of chunk.rows) addRow(graph, edges.at(-1)!, row)
    },
    *finish() {
      for (const [i, graph] of graphs.entries()) {
        for (const [number, one] of graph.packages.entries()) {
          if (number % 2000 === 1999) yield
          one.dependsOn = edges[i]![number]!.map((to) => graph.packages[to]!.purl)
        }
      }
      return graphs
    },
  }
}

function addRow(graph: DependencyGraph, edges: number[][], row: PackageRow): void {
  const [name, version, purl, origin, direct, scope, licences, dependsOn, requested, line] = row
  graph.packages.push({ name, version, purl, origin, direct, scope, licences, dependsOn: [], requested, line })
  edges.push(dependsOn)
}
