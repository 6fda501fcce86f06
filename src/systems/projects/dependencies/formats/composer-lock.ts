import { posix } from 'node:path'
import type { DependencyGraph, DependencyNote, Origin, Scope, SourceText } from '../graph.ts'
import { addDirect, addEdge, addMissing, addNote, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { licencesOf } from '../licences.ts'
import { readJson } from '../texts/json.ts'
import { fieldOf, fieldsOf, listOf, textOf } from '../texts/plain.ts'
import { keyLines } from '../texts/source-text.ts'

/** composer.lock, with licences; composer.json beside it names the direct ones. */
export function parseComposerLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const draft = startGraph('composer', 'composer', lock.path)
  const value = readJson(lock, draft.notes)
  const isWhole = draft.notes.length === 0
  const locked: Locked = { draft, numbers: new Map() }
  const lineOf = keyLines(lock.text)
  const packages = [...entriesOf(value, 'packages', 'runtime'), ...entriesOf(value, 'packages-dev', 'dev')]
  const numbers = packages.map((one) => addEntry(locked, one, lineOf(`"name": ${JSON.stringify(fieldOf(one.entry, 'name') ?? '')}`)))
  for (const [i, { entry }] of packages.entries()) offer(locked, numbers[i]!, entry)
  for (const [i, { entry }] of packages.entries()) connect(locked, numbers[i]!, entry)
  const manifest = manifests.find((one) => posix.dirname(one.path) === posix.dirname(lock.path))
  if (manifest) declareAll(locked, manifest)
  else addNote(draft, 'composer.json is missing beside it; which packages are direct is unknown.')
  return finishGraph(draft, isWhole)
}

/** A composer.json that no composer.lock covers. */
export function parseComposerJson(source: SourceText): DependencyGraph {
  const draft = startGraph('composer', 'composer.json', source.path)
  for (const { line, ...one } of readDeclared(source, draft.notes)) {
    const exact = /^v?\d+\.\d+\.\d+(\.\d+)?$/.test(one.requested ?? '') ? one.requested : null
    addDirect(draft, { ...one, line, part: posix.dirname(source.path) }, addPackage(draft, { name: one.name, version: exact }))
  }
  const isEmpty = draft.packages.length === 0 && draft.notes.length === 0
  if (draft.packages.length > 0) addNote(draft, 'Has no composer.lock; exact versions and what they bring along are unknown.')
  return finishGraph(draft, isEmpty)
}

type Locked = { draft: GraphDraft; numbers: Map<string, number> }
type Entry = { entry: unknown; scope: Scope }

function entriesOf(value: unknown, section: string, scope: Scope): Entry[] {
  return listOf(fieldOf(value, section)).map((entry) => ({ entry, scope }))
}

function addEntry(locked: Locked, { entry, scope }: Entry, line: number | null): number {
  const name = textOf(fieldOf(entry, 'name')) ?? ''
  const source = fieldOf(entry, 'source')
  const isLocal = textOf(fieldOf(fieldOf(entry, 'dist'), 'type')) === 'path'
  const version = textOf(fieldOf(entry, 'version'))
  const reference = textOf(fieldOf(source, 'reference'))
  // Only a development version is a state of a repository; tagged ones are the registry's.
  const isCommit = version !== null && /^dev-|-dev$/.test(version) && reference !== null
  const origin: Origin = isLocal ? 'workspace' : isCommit ? 'git' : 'registry'
  const number = addPackage(locked.draft, {
    name,
    version,
    origin,
    scope,
    line,
    licences: licencesOf(fieldOf(entry, 'license')),
    source: origin === 'git' ? `${textOf(fieldOf(source, 'url')) ?? ''}@${reference}` : null,
  })
  locked.numbers.set(name.toLowerCase(), number)
  return number
}

/** `replace` and `provide` let one package stand for others that are then not installed. */
function offer(locked: Locked, number: number, entry: unknown): void {
  for (const section of ['replace', 'provide']) {
    for (const [name] of fieldsOf(fieldOf(entry, section))) {
      if (!locked.numbers.has(name.toLowerCase())) locked.numbers.set(name.toLowerCase(), number)
    }
  }
}

function connect(locked: Locked, from: number, entry: unknown): void {
  for (const [name] of fieldsOf(fieldOf(entry, 'require'))) {
    if (isPlatform(name)) continue
    const to = locked.numbers.get(name.toLowerCase())
    if (to !== undefined) addEdge(locked.draft, { from, to })
    else addMissing(locked.draft, name)
  }
}

type Declared = { name: string; requested: string | null; scope: Scope; line: number | null }

function declareAll(locked: Locked, source: SourceText): void {
  locked.draft.manifests.add(source.path)
  for (const one of readDeclared(source, locked.draft.notes)) {
    const target = locked.numbers.get(one.name.toLowerCase()) ?? null
    if (target === null) addMissing(locked.draft, one.name)
    addDirect(locked.draft, { ...one, part: posix.dirname(source.path), file: source.path }, target)
  }
}

function readDeclared(source: SourceText, notes: DependencyNote[]): Declared[] {
  const value = readJson(source, notes)
  const sections: [string, Scope][] = [
    ['require', 'runtime'],
    ['require-dev', 'dev'],
  ]
  return sections.flatMap(([section, scope]) => {
    const lineOf = keyLines(source.text, { from: Math.max(0, source.text.indexOf(`"${section}"`)) })
    return fieldsOf(fieldOf(value, section))
      .filter(([name]) => !isPlatform(name))
      .map(([name, requested]) => ({ name, requested: textOf(requested), scope, line: lineOf(`"${name}"`) }))
  })
}

/** PHP itself, its extensions and libraries are the machine's, not packages. */
function isPlatform(name: string): boolean {
  return !name.includes('/')
}
