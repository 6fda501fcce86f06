import { posix } from 'node:path'
import type { DependencyGraph, Origin, Scope, SourceText } from '../graph.ts'
import { addNote, finishGraph } from '../graph-draft.ts'
import { pythonName } from '../purl.ts'
import { fieldOf, fieldsOf, listOf, textOf, textsOf } from '../texts/plain.ts'
import { keyLines } from '../texts/source-text.ts'
import { readToml } from '../texts/toml.ts'
import { addPython, connectPython, declarePython, startPython, type PythonDraft } from './python-draft.ts'
import { readPyproject } from './pyproject.ts'

/** poetry.lock of lock versions 1 (category) and 2 (groups). */
export function parsePoetryLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const locked = startPython('poetry', lock.path)
  const { draft } = locked
  const value = readToml(lock, draft.notes)
  const isWhole = draft.notes.length === 0 && value !== undefined
  const lineOf = keyLines(lock.text)
  const packages = listOf(fieldOf(value, 'package'))
  const numbers = packages.map((entry) => addEntry(locked, entry, lineOf('[[package]]')))
  const source = manifests.find((one) => posix.dirname(one.path) === posix.dirname(lock.path))
  const manifest = source ? readPyproject(source, draft.notes) : null
  const extras = wantedExtras(packages, manifest?.declared ?? [])
  for (const [i, entry] of packages.entries()) connect(locked, { from: numbers[i]!, entry, extras, self: manifest?.name ?? null })
  if (manifest) declarePython(locked, manifest)
  else addNote(draft, 'pyproject.toml is missing beside it; which packages are direct is unknown.')
  return finishGraph(draft, isWhole)
}

function addEntry(locked: PythonDraft, entry: unknown, line: number | null): number {
  const source = fieldOf(entry, 'source')
  const origin = originOf(textOf(fieldOf(source, 'type')))
  const url = textOf(fieldOf(source, 'url'))
  const commit = textOf(fieldOf(source, 'resolved_reference'))
  return addPython(locked, {
    name: textOf(fieldOf(entry, 'name')) ?? '',
    version: textOf(fieldOf(entry, 'version')),
    origin,
    scope: scopeOf(entry),
    line,
    source: origin === 'git' && url && commit ? `${url}@${commit}` : origin === 'url' ? url : null,
  })
}

function originOf(type: string | null): Origin {
  if (type === 'git' || type === 'url') return type
  return type === 'directory' || type === 'file' ? 'file' : 'registry'
}

function scopeOf(entry: unknown): Scope | null {
  const category = textOf(fieldOf(entry, 'category'))
  const groups = textsOf(fieldOf(entry, 'groups'))
  if (category === null && groups.length === 0) return null
  if (category !== null ? category !== 'main' : !groups.includes('main')) return 'dev'
  return fieldOf(entry, 'optional') === true ? 'optional' : 'runtime'
}

type Extras = Map<string, Set<string>>

/** Which extras of which packages anybody asks for; dependencies behind other extras are not installed. */
function wantedExtras(packages: unknown[], declared: { name: string; extras: string[] }[]): Extras {
  const wanted: Extras = new Map()
  const want = (name: string, extras: string[]) => {
    const known = wanted.get(pythonName(name)) ?? new Set()
    for (const extra of extras) known.add(pythonName(extra))
    wanted.set(pythonName(name), known)
  }
  for (const one of declared) want(one.name, one.extras)
  for (const entry of packages) {
    for (const [name, one] of dependenciesOf(entry)) want(name, textsOf(fieldOf(one, 'extras')))
  }
  return wanted
}

type Edges = { from: number; entry: unknown; extras: Extras; self: string | null }

function connect(locked: PythonDraft, { from, entry, extras, self }: Edges): void {
  const own = extras.get(pythonName(textOf(fieldOf(entry, 'name')) ?? ''))
  for (const [name, one] of dependenciesOf(entry)) {
    if (name === self) continue
    const marker = textOf(fieldOf(one, 'markers')) ?? ''
    const behind = [...marker.matchAll(/extra == ["']([^"']+)["']/g)].map((found) => pythonName(found[1]!))
    if (behind.length > 0 && !behind.some((extra) => own?.has(extra))) continue
    const specifier = textOf(one) ?? textOf(fieldOf(one, 'version')) ?? ''
    const mayBeAbsent = marker !== '' || fieldOf(one, 'optional') === true
    if (!mayBeAbsent || locked.names.has(pythonName(name))) connectPython(locked, from, { name, specifier })
  }
}

function dependenciesOf(entry: unknown): [string, unknown][] {
  return fieldsOf(fieldOf(entry, 'dependencies')).flatMap(([name, one]): [string, unknown][] =>
    Array.isArray(one) ? one.map((choice): [string, unknown] => [name, choice]) : [[name, one]],
  )
}
