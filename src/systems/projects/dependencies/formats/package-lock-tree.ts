import type { Origin, Scope } from '../graph.ts'
import { addEdge, addMissing, addNote, addPackage, type GraphDraft } from '../graph-draft.ts'
import { fieldOf, fieldsOf, textOf } from '../texts/plain.ts'
import { declareAll, isGit, type NodeManifest } from './package-json.ts'

/** Level of a version 1 tree: its own packages, and the level whose packages it also sees. */
type Level = { above: Level | null; numbers: Map<string, number> }

/** Version 1 nests packages as node_modules did and leaves the declarations to package.json. */
export function fillFromTree(draft: GraphDraft, dependencies: unknown, manifest: NodeManifest | null): void {
  const root: Level = { above: null, numbers: new Map() }
  const open: { level: Level; entries: [string, unknown][] }[] = [{ level: root, entries: fieldsOf(dependencies) }]
  const edges: { from: number; entry: unknown; level: Level }[] = []
  for (let next = open.pop(); next; next = open.pop()) {
    const { level, entries } = next
    for (const [name, entry] of entries) {
      const number = addEntry(draft, name, entry)
      level.numbers.set(name, number)
      const inner: Level = { above: level, numbers: new Map() }
      const nested = fieldsOf(fieldOf(entry, 'dependencies'))
      if (nested.length > 0) open.push({ level: inner, entries: nested })
      edges.push({ from: number, entry, level: nested.length > 0 ? inner : level })
    }
  }
  for (const edge of edges) connect(draft, edge)
  if (manifest) declareAll(draft, manifest, (one) => resolve(root, one.name))
  else addNote(draft, 'package.json is missing beside it; which packages are direct is unknown.')
}

function addEntry(draft: GraphDraft, name: string, entry: unknown): number {
  const locked = textOf(fieldOf(entry, 'version')) ?? ''
  const alias = /^npm:(@?[^@]+)@(.+)$/.exec(locked)
  const origin = originOf(locked)
  const isElsewhere = origin !== 'registry'
  return addPackage(draft, {
    name: alias ? alias[1]! : name,
    version: alias ? alias[2]! : isElsewhere || locked === '' ? null : locked,
    origin,
    source: isElsewhere ? locked : null,
    scope: scopeOf(entry),
  })
}

function connect(draft: GraphDraft, { from, entry, level }: { from: number; entry: unknown; level: Level }): void {
  for (const [name] of fieldsOf(fieldOf(entry, 'requires'))) {
    const to = resolve(level, name)
    if (to !== null) addEdge(draft, { from, to })
    else if (fieldOf(entry, 'optional') !== true && fieldOf(entry, 'bundled') !== true) addMissing(draft, name)
  }
}

function resolve(level: Level, name: string): number | null {
  for (let at: Level | null = level; at; at = at.above) {
    const found = at.numbers.get(name)
    if (found !== undefined) return found
  }
  return null
}

function originOf(version: string): Origin {
  if (version.startsWith('file:')) return 'file'
  if (/^https?:/.test(version) && !/\.git(#|$)/.test(version)) return 'url'
  return isGit(version) ? 'git' : 'registry'
}

function scopeOf(entry: unknown): Scope {
  if (fieldOf(entry, 'dev') === true) return 'dev'
  return fieldOf(entry, 'optional') === true ? 'optional' : 'runtime'
}
