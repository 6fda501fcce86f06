import type { DependencyGraph, DependencyNote, DependencyPackage, Ecosystem, Origin, Scope } from './graph.ts'
import { packageUrl } from './purl.ts'

/** A graph while a parser fills it: packages by number, so that edges cost nothing. */
export type GraphDraft = {
  ecosystem: Ecosystem
  manager: string
  file: string
  manifests: Set<string>
  packages: DraftPackage[]
  numbers: Map<string, number>
  direct: DraftDirect[]
  notes: DependencyNote[]
  missing: Set<string>
}

export type NewPackage = {
  name: string
  version: string | null
  origin?: Origin
  source?: string | null
  scope?: Scope | null
  licences?: string[] | null
  line?: number | null
}

/** `file` is left out where the graph's own file declares it. */
export type NewDirect = { part: string; file?: string; name: string; requested: string | null; scope: Scope; line?: number | null }

type DraftDirect = NewDirect & { target: number | null }
type DraftPackage = Omit<DependencyPackage, 'direct' | 'scope' | 'dependsOn'> & {
  scope: Scope | null
  edges: number[]
  weights: number[]
}

const strength: readonly Scope[] = ['runtime', 'optional', 'peer', 'dev']

export function startGraph(ecosystem: Ecosystem, manager: string, file: string): GraphDraft {
  return {
    ecosystem,
    manager,
    file,
    manifests: new Set(),
    packages: [],
    numbers: new Map(),
    direct: [],
    notes: [],
    missing: new Set(),
  }
}

/** Adds the package or finds it: the same package URL listed twice (peers, platforms, nesting) is one package. */
export function addPackage(draft: GraphDraft, added: NewPackage): number {
  const purl = packageUrl(draft.ecosystem, added)
  const known = draft.numbers.get(purl)
  if (known !== undefined) {
    merge(draft.packages[known]!, added)
    return known
  }
  const number = draft.packages.length
  draft.numbers.set(purl, number)
  draft.packages.push({
    name: added.name,
    version: added.version,
    purl,
    origin: added.origin ?? 'registry',
    scope: added.scope ?? null,
    licences: added.licences ?? null,
    requested: null,
    line: added.line ?? null,
    edges: [],
    weights: [],
  })
  return number
}

/** `strongest` caps the scope the edge hands on: an optional dependency of a runtime package is optional. */
export function addEdge(draft: GraphDraft, edge: { from: number; to: number; strongest?: Scope }): void {
  if (edge.from === edge.to) return
  const from = draft.packages[edge.from]!
  from.edges.push(edge.to)
  from.weights.push(strength.indexOf(edge.strongest ?? 'runtime'))
}

export function addDirect(draft: GraphDraft, declared: NewDirect, target: number | null): void {
  draft.direct.push({ ...declared, target })
  if (target === null) return
  const found = draft.packages[target]!
  found.requested ??= declared.requested
}

/** What is broken on every line is said often enough by its first notes. */
const mostNotes = 200

export function addNote(draft: GraphDraft, sentence: string, line?: number): void {
  if (draft.notes.length >= mostNotes) return
  draft.notes.push(line === undefined ? { file: draft.file, sentence } : { file: draft.file, line, sentence })
}

/** A package the file refers to but does not describe: the sign of a truncated or stale lockfile. */
export function addMissing(draft: GraphDraft, name: string): void {
  draft.missing.add(name)
}

export function finishGraph(draft: GraphDraft, complete: boolean): DependencyGraph {
  if (draft.missing.size > 0) addNote(draft, missingSentence([...draft.missing]))
  const scopes = scopesOf(draft)
  const isDirect = new Uint8Array(draft.packages.length)
  for (const { target } of draft.direct) if (target !== null) isDirect[target] = 1
  const purls = draft.packages.map((one) => one.purl)
  return {
    ecosystem: draft.ecosystem,
    manager: draft.manager,
    file: draft.file,
    manifests: [...draft.manifests],
    direct: draft.direct.map(({ target, part, file, name, requested, scope, line }) => ({
      part,
      file: file ?? draft.file,
      name,
      requested,
      scope,
      purl: target === null ? null : purls[target]!,
      line: line ?? null,
    })),
    packages: draft.packages.map(({ edges, name, version, purl, origin, licences, requested, line }, number) => ({
      name,
      version,
      purl,
      origin,
      direct: isDirect[number] === 1,
      scope: scopes[number]!,
      licences,
      dependsOn: unique(edges).map((to) => purls[to]!),
      requested,
      line,
    })),
    complete: complete && draft.missing.size === 0,
    notes: draft.notes,
  }
}

function merge(known: DraftPackage, again: NewPackage): void {
  known.licences ??= again.licences ?? null
  if (!again.scope || !known.scope) return
  if (strength.indexOf(again.scope) < strength.indexOf(known.scope)) known.scope = again.scope
}

/** The file's own word where it has one, else the strongest way from a declaration; unreachable counts as runtime. */
function scopesOf(draft: GraphDraft): Scope[] {
  const levels = new Uint8Array(draft.packages.length).fill(strength.length)
  const waiting: number[][] = strength.map(() => [])
  const reach = (number: number, level: number) => {
    if (level >= levels[number]!) return
    levels[number] = level
    waiting[level]!.push(number)
  }
  for (const { target, scope } of draft.direct) if (target !== null) reach(target, strength.indexOf(scope))
  for (let level = 0; level < waiting.length; level++) {
    for (const number of waiting[level]!) if (levels[number] === level) spread(draft.packages[number]!, level, reach)
  }
  return draft.packages.map((one, number) => one.scope ?? strength[levels[number]!] ?? 'runtime')
}

function spread(from: DraftPackage, level: number, reach: (number: number, level: number) => void): void {
  for (let i = 0; i < from.edges.length; i++) reach(from.edges[i]!, Math.max(level, from.weights[i]!))
}

function unique(edges: number[]): number[] {
  return edges.length < 2 ? edges : [...new Set(edges)]
}

function missingSentence(names: string[]): string {
  const some = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '')
  const what = names.length === 1 ? '1 package that is' : `${names.length} packages that are`
  return `Refers to ${what} not in the file (${some}); it may be cut off or older than its manifest.`
}
