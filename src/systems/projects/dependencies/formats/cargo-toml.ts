import { posix } from 'node:path'
import type { DependencyGraph, DependencyNote, Scope, SourceText } from '../graph.ts'
import { addDirect, addNote, addPackage, finishGraph, startGraph } from '../graph-draft.ts'
import { fieldOf, fieldsOf, isRecord, textOf } from '../texts/plain.ts'
import { tomlKeyLines } from '../texts/source-text.ts'
import { readToml } from '../texts/toml.ts'

/** `name` is the real name, also where the manifest renames the package. */
export type CrateDeclared = { name: string; requested: string | null; scope: Scope; isLocal: boolean; line: number | null }
export type CrateManifest = { path: string; part: string; name: string | null; declared: CrateDeclared[]; shared: unknown }

/** What is built in counts for the runtime; build scripts and tests leave nothing in the program. */
const sections: readonly [string, Scope][] = [
  ['dependencies', 'runtime'],
  ['build-dependencies', 'dev'],
  ['dev-dependencies', 'dev'],
]

/** `workspace`: the tables of the workspace's root, from which `workspace = true` takes its version. */
export function readCargoToml(source: SourceText, notes: DependencyNote[], workspace?: unknown): CrateManifest {
  const value = readToml(source, notes)
  const lineOf = tomlKeyLines(source.text)
  const shared = fieldOf(fieldOf(value, 'workspace'), 'dependencies') ?? workspace
  const places = [value, ...fieldsOf(fieldOf(value, 'target')).map(([, target]) => target)]
  const declared = new Map<string, CrateDeclared>()
  for (const [section, scope] of sections) {
    for (const place of places) {
      for (const [key, wanted] of fieldsOf(fieldOf(place, section))) {
        const one = readDeclared(key, { wanted, scope, shared })
        if (!declared.has(one.name)) declared.set(one.name, { ...one, line: lineOf(key) })
      }
    }
  }
  const name = textOf(fieldOf(fieldOf(value, 'package'), 'name'))
  return { path: source.path, part: posix.dirname(source.path), name, declared: [...declared.values()], shared }
}

/** A Cargo.toml that no Cargo.lock covers, as libraries have it. */
export function parseCargoToml(source: SourceText): DependencyGraph {
  const draft = startGraph('cargo', 'Cargo.toml', source.path)
  const manifest = readCargoToml(source, draft.notes)
  for (const { isLocal, ...one } of manifest.declared) {
    const exact = /^=\s*(\d+\.\d+\.\d+\S*)$/.exec(one.requested ?? '')?.[1] ?? null
    addDirect(
      draft,
      { ...one, part: manifest.part },
      addPackage(draft, { name: one.name, version: exact, origin: isLocal ? 'workspace' : 'registry' }),
    )
  }
  const isEmpty = manifest.declared.length === 0 && draft.notes.length === 0
  if (manifest.declared.length > 0) addNote(draft, 'Has no Cargo.lock; exact versions and what they bring along are unknown.')
  return finishGraph(draft, isEmpty)
}

type Wanted = { wanted: unknown; scope: Scope; shared: unknown }

function readDeclared(key: string, { wanted, scope, shared }: Wanted): Omit<CrateDeclared, 'line'> {
  const isShared = fieldOf(wanted, 'workspace') === true
  const origin = isShared ? fieldOf(shared, key) : wanted
  const requested =
    textOf(origin) ?? textOf(fieldOf(origin, 'version')) ?? textOf(fieldOf(origin, 'git')) ?? textOf(fieldOf(origin, 'path'))
  const isOptional = isRecord(wanted) && fieldOf(wanted, 'optional') === true
  return {
    name: textOf(fieldOf(origin, 'package')) ?? key,
    requested,
    scope: isOptional ? 'optional' : scope,
    isLocal: fieldOf(origin, 'path') !== undefined,
  }
}
