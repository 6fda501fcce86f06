import { posix } from 'node:path'
import type { DependencyGraph, Origin, Scope, SourceText } from '../graph.ts'
import { addDirect, addEdge, addMissing, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { fieldOf, listOf, textOf, textsOf } from '../texts/plain.ts'
import { keyLines } from '../texts/source-text.ts'
import { readToml } from '../texts/toml.ts'
import { readCargoToml, type CrateManifest } from './cargo-toml.ts'

/** Cargo.lock of all versions; the manifests tell development dependencies from the others. */
export function parseCargoLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const draft = startGraph('cargo', 'cargo', lock.path)
  const value = readToml(lock, draft.notes)
  const isWhole = draft.notes.length === 0 && value !== undefined
  const lineOf = keyLines(lock.text)
  const root = fieldOf(value, 'root')
  const packages = [...(root === undefined ? [] : [root]), ...listOf(fieldOf(value, 'package'))]
  const locked: Locked = { draft, names: new Map(), crates: readCrates(draft, lock, manifests) }
  const numbers = packages.map((entry) => addEntry(locked, entry, entry === root ? null : lineOf('[[package]]')))
  for (const [i, entry] of packages.entries()) {
    if (isMember(entry)) declareMember(locked, numbers[i]!, entry)
    else connect(locked, numbers[i]!, entry)
  }
  return finishGraph(draft, isWhole)
}

type Locked = { draft: GraphDraft; names: Map<string, number[]>; crates: Map<string, CrateManifest> }

/** Manifests by crate name; the root's comes first, because the others may inherit from it. */
function readCrates(draft: GraphDraft, lock: SourceText, manifests: readonly SourceText[]): Map<string, CrateManifest> {
  const folder = posix.dirname(lock.path)
  const root = manifests.find((one) => posix.dirname(one.path) === folder)
  const first = root ? readCargoToml(root, draft.notes) : null
  const crates = manifests.filter((one) => one !== root).map((one) => readCargoToml(one, draft.notes, first?.shared))
  return new Map([...crates.reverse(), ...(first ? [first] : [])].flatMap((one) => (one.name === null ? [] : [[one.name, one]])))
}

function isMember(entry: unknown): boolean {
  return fieldOf(entry, 'source') === undefined
}

function addEntry(locked: Locked, entry: unknown, line: number | null): number {
  const source = textOf(fieldOf(entry, 'source'))
  const name = textOf(fieldOf(entry, 'name')) ?? ''
  const origin: Origin = source === null ? 'workspace' : source.startsWith('git+') ? 'git' : 'registry'
  const number = addPackage(locked.draft, {
    name,
    version: textOf(fieldOf(entry, 'version')),
    origin,
    source: origin === 'git' ? source : null,
    line,
  })
  const known = locked.names.get(name)
  if (known) known.push(number)
  else locked.names.set(name, [number])
  return number
}

function declareMember(locked: Locked, from: number, entry: unknown): void {
  const name = textOf(fieldOf(entry, 'name')) ?? ''
  const crate = locked.crates.get(name)
  if (crate) locked.draft.manifests.add(crate.path)
  const part = crate?.part ?? posix.dirname(locked.draft.file)
  const declared = new Map(crate?.declared.map((one) => [one.name, one]))
  for (const written of textsOf(fieldOf(entry, 'dependencies'))) {
    const to = resolve(locked, written)
    if (to === null) continue
    const target = locked.draft.packages[to]!
    const one = declared.get(target.name)
    const scope: Scope = one?.scope ?? 'runtime'
    addDirect(
      locked.draft,
      { part, file: crate?.path, name: target.name, requested: one?.requested ?? null, scope, line: one?.line ?? null },
      to,
    )
    if (scope !== 'dev') addEdge(locked.draft, { from, to, strongest: scope })
  }
}

function connect(locked: Locked, from: number, entry: unknown): void {
  for (const written of textsOf(fieldOf(entry, 'dependencies'))) {
    const to = resolve(locked, written)
    if (to !== null) addEdge(locked.draft, { from, to })
  }
}

/** `name`, `name version` or `name version (source)`: as much as is needed to be unambiguous. */
function resolve(locked: Locked, written: string): number | null {
  const [name = '', version, source] = written.split(' ', 3)
  const found = (locked.names.get(name) ?? []).filter((number) => {
    const one = locked.draft.packages[number]!
    const isSource = source === undefined || source.startsWith('(git+') === (one.origin === 'git')
    return isSource && (version === undefined || one.version === version)
  })
  if (found.length === 0) addMissing(locked.draft, name)
  return found[0] ?? null
}
