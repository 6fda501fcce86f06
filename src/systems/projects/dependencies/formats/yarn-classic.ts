import type { DependencyGraph, Origin, SourceText } from '../graph.ts'
import { addEdge, addMissing, addNote, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { declareAll, isGit, gitUrl, type Declared, type NodeManifest } from './package-json.ts'
import { readSyml, type SymlEntry } from './syml.ts'
import { readWorkspace } from './node-workspace.ts'

/** yarn.lock of yarn 1: it maps ranges to versions; which are direct only the manifests know. */
export function parseYarnClassic(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const draft = startGraph('npm', 'yarn 1', lock.path)
  const { entries, oddLine } = readSyml(lock.text)
  if (oddLine !== null) addNote(draft, `Line ${oddLine} is not part of a yarn lockfile; it was left out.`, oddLine)
  const members = readWorkspace(lock, manifests, draft.notes)
  const locked: Locked = { draft, ranges: new Map(), names: new Map() }
  for (const member of members) addMember(locked, member)
  const numbers = entries.map((entry) => addEntry(locked, entry))
  for (const [i, entry] of entries.entries()) connect(locked, numbers[i]!, entry)
  for (const member of members) declareAll(draft, member, (one) => resolve(locked, one))
  if (members.length === 0) addNote(draft, 'package.json is missing beside it; which packages are direct is unknown.')
  return finishGraph(draft, oddLine === null && members.length > 0)
}

type Locked = { draft: GraphDraft; ranges: Map<string, number>; names: Map<string, Set<number>> }

/** Members of a workspace are never in the lockfile; they answer any range of their name. */
function addMember(locked: Locked, member: NodeManifest): void {
  if (member.name === null) return
  addName(locked, member.name, addPackage(locked.draft, { name: member.name, version: member.version, origin: 'workspace' }))
}

function addEntry(locked: Locked, entry: SymlEntry): number {
  const [name, range] = splitKey(entry.keys[0]!)
  const alias = /^npm:(@?[^@]+)/.exec(range)
  const origin = originOf(range)
  const version = entry.fields.get('version') ?? null
  const number = addPackage(locked.draft, {
    name: alias ? alias[1]! : name,
    version: version === '0.0.0' && origin !== 'registry' ? null : version,
    origin,
    line: entry.line,
    source: origin === 'git' || origin === 'url' ? (entry.fields.get('resolved') ?? gitUrl(range)) : null,
  })
  for (const key of entry.keys) locked.ranges.set(key, number)
  addName(locked, name, number)
  return number
}

function connect(locked: Locked, from: number, entry: SymlEntry): void {
  for (const [name, requested] of entry.tables.get('dependencies') ?? []) {
    const to = resolve(locked, { name, requested })
    if (to === null) addMissing(locked.draft, name)
    else addEdge(locked.draft, { from, to })
  }
  for (const [name, requested] of entry.tables.get('optionalDependencies') ?? []) {
    const to = resolve(locked, { name, requested })
    if (to !== null) addEdge(locked.draft, { from, to, strongest: 'optional' })
  }
}

/** A `resolutions` override may leave a range without an entry; then the only version of that name is meant. */
function resolve(locked: Locked, { name, requested }: Pick<Declared, 'name' | 'requested'>): number | null {
  const exact = locked.ranges.get(`${name}@${requested}`)
  if (exact !== undefined) return exact
  const candidates = locked.names.get(name)
  return candidates?.size === 1 ? [...candidates][0]! : null
}

function addName(locked: Locked, name: string, number: number): void {
  const known = locked.names.get(name)
  if (known) known.add(number)
  else locked.names.set(name, new Set([number]))
}

function splitKey(key: string): [string, string] {
  const at = key.indexOf('@', 1)
  return at < 0 ? [key, ''] : [key.slice(0, at), key.slice(at + 1)]
}

function originOf(range: string): Origin {
  if (/^(file:|\.{0,2}\/)/.test(range)) return 'file'
  if (range.startsWith('link:')) return 'workspace'
  if (isGit(range)) return 'git'
  return /^https?:/.test(range) ? 'url' : 'registry'
}
