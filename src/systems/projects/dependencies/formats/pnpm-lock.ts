import { posix } from 'node:path'
import type { DependencyGraph, Scope, SourceText } from '../graph.ts'
import { addDirect, addEdge, addMissing, addNote, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { fieldOf, fieldsOf, isRecord, textOf } from '../texts/plain.ts'
import { keyLines } from '../texts/source-text.ts'
import { readYaml } from '../texts/yaml.ts'
import { declareUnlocked, readPackageJson, type NodeManifest } from './package-json.ts'
import { readPnpmReference } from './pnpm-reference.ts'

/** pnpm-lock.yaml of lockfile versions 5, 6 and 9, one importer or many, one document or several. */
export function parsePnpmLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const draft = startGraph('npm', 'pnpm', lock.path)
  const documents = readYaml(lock, draft.notes).filter(isRecord)
  const isWhole = draft.notes.length === 0 && documents.length > 0
  if (documents.length === 0 && draft.notes.length === 0) addNote(draft, 'The file is empty.')
  if (documents.length === 0) declareUnlocked(draft, manifests)
  const lineOf = keyLines(lock.text, { from: Math.max(0, lock.text.search(/^packages:/m)) })
  for (const document of documents) readDocument(draft, { document, lineOf, manifests })
  const isCut = documents.some((document) => isRecord(fieldOf(document, 'packages')) && isWithoutSnapshots(document))
  if (isCut) addNote(draft, 'Has no snapshots section; it looks cut off, and what the packages need is unknown.')
  return finishGraph(draft, isWhole && !isCut)
}

type Reading = { document: unknown; lineOf: (needle: string) => number | null; manifests: readonly SourceText[] }
type Locked = {
  draft: GraphDraft
  catalogs: unknown
  major: number
  numbers: Map<string, number>
  folder: string
  parts: Map<string, number>
  manifests: Map<string, NodeManifest>
}

function readDocument(draft: GraphDraft, { document, lineOf, manifests }: Reading): void {
  const written = textOf(fieldOf(document, 'lockfileVersion')) ?? ''
  const major = Math.floor(Number(written))
  if (!(major >= 5 && major <= 9)) {
    const version = written === '' ? 'It names no lockfile version' : `Lockfile version ${written.slice(0, 20)} is not known`
    addNote(draft, `${version}; it was read like version 9.`)
  }
  const locked: Locked = {
    draft,
    catalogs: fieldOf(document, 'catalogs'),
    major: major || 9,
    numbers: new Map(),
    folder: importersFolder(draft.file),
    parts: new Map(),
    manifests: new Map(),
  }
  const importers = importersOf(document)
  const descriptions = fieldOf(document, 'packages')
  const snapshots = fieldOf(document, 'snapshots') ?? descriptions
  for (const [key, entry] of fieldsOf(snapshots))
    addEntry(locked, { key, entry, descriptions, line: lineOf(key.startsWith('@') ? `\n  '${key}':` : `\n  ${key}:`) })
  for (const [path] of importers) addPart(locked, path, manifests)
  for (const [path, importer] of importers) declareImporter(locked, path, importer)
  for (const [key, entry] of fieldsOf(snapshots)) connect(locked, { from: locked.numbers.get(key)!, entry, part: '.' })
}

function isWithoutSnapshots(document: unknown): boolean {
  return Number(fieldOf(document, 'lockfileVersion')) >= 9 && fieldOf(document, 'snapshots') === undefined
}

/** Importers are named relative to the lockfile, with Rush relative to where Rush installs. */
function importersFolder(file: string): string {
  const folder = posix.dirname(file)
  return folder.endsWith('common/config/rush') ? posix.join(folder, '../../temp') : folder
}

function importersOf(document: unknown): [string, unknown][] {
  const importers = fieldsOf(fieldOf(document, 'importers'))
  return importers.length > 0 ? importers : [['.', document]]
}

type LockedEntry = { key: string; entry: unknown; descriptions: unknown; line: number | null }

function addEntry(locked: Locked, { key, entry, descriptions, line }: LockedEntry): void {
  const reference = readPnpmReference(key, locked.major)
  const description = fieldOf(descriptions, reference.key) ?? entry
  locked.numbers.set(
    key,
    addPackage(locked.draft, {
      name: textOf(fieldOf(description, 'name')) ?? reference.name,
      version: textOf(fieldOf(description, 'version')) ?? reference.version,
      origin: reference.origin,
      source: reference.source,
      scope: scopeOf(entry, locked.major),
      line,
    }),
  )
}

/** Up to version 6 each package says whether development alone needs it; in 9 the ways to it decide. */
function scopeOf(entry: unknown, major: number): Scope | null {
  if (fieldOf(entry, 'optional') === 'true') return fieldOf(entry, 'dev') === 'true' ? 'dev' : 'optional'
  if (major >= 9) return null
  return fieldOf(entry, 'dev') === 'true' ? 'dev' : 'runtime'
}

function addPart(locked: Locked, path: string, manifests: readonly SourceText[]): void {
  const part = posix.join(locked.folder, path)
  const source = manifests.find((one) => one.path === posix.join(part, 'package.json'))
  const manifest = source ? readPackageJson(source, locked.draft.notes) : null
  if (manifest) {
    locked.draft.manifests.add(manifest.path)
    locked.manifests.set(part, manifest)
  }
  if (path === '.') return
  const name = manifest?.name ?? posix.basename(part)
  locked.parts.set(part, addPackage(locked.draft, { name, version: manifest?.version ?? null, origin: 'workspace' }))
}

const sections: readonly [string, Scope][] = [
  ['optionalDependencies', 'optional'],
  ['dependencies', 'runtime'],
  ['devDependencies', 'dev'],
  ['configDependencies', 'dev'],
  ['packageManagerDependencies', 'dev'],
]

function declareImporter(locked: Locked, path: string, importer: unknown): void {
  const part = posix.join(locked.folder, path)
  const from = locked.parts.get(part)
  const specifiers = fieldOf(importer, 'specifiers')
  const manifest = locked.manifests.get(part)
  const lines = new Map(manifest?.declared.map((one) => [one.name, one.line]))
  for (const [section, scope] of sections) {
    for (const [name, value] of fieldsOf(fieldOf(importer, section))) {
      const version = textOf(value) ?? textOf(fieldOf(value, 'version'))
      const requested = catalogued(locked, name, textOf(fieldOf(value, 'specifier')) ?? textOf(fieldOf(specifiers, name)))
      const target = version === null ? null : resolve(locked, { name, version, part })
      if (target === null && scope !== 'optional') addMissing(locked.draft, name)
      addDirect(locked.draft, { part, file: manifest?.path, name, requested, scope, line: lines.get(name) ?? null }, target)
      if (from !== undefined && target !== null && scope !== 'dev') addEdge(locked.draft, { from, to: target, strongest: scope })
    }
  }
}

/** `catalog:` and `catalog:name` stand for a range the lockfile keeps in one place. */
function catalogued(locked: Locked, name: string, requested: string | null): string | null {
  if (!requested?.startsWith('catalog:')) return requested
  const entry = fieldOf(fieldOf(locked.catalogs, requested.slice(8) || 'default'), name)
  return textOf(fieldOf(entry, 'specifier')) ?? requested
}

function connect(locked: Locked, { from, entry, part }: { from: number; entry: unknown; part: string }): void {
  for (const [name, version] of fieldsOf(fieldOf(entry, 'dependencies'))) {
    const to = resolve(locked, { name, version: String(version), part })
    if (to === null) addMissing(locked.draft, name)
    else addEdge(locked.draft, { from, to })
  }
  for (const [name, version] of fieldsOf(fieldOf(entry, 'optionalDependencies'))) {
    const to = resolve(locked, { name, version: String(version), part })
    if (to !== null) addEdge(locked.draft, { from, to, strongest: 'optional' })
  }
}

/** A dependency's value is a version of its own name, a whole key (alias, git, file), or a link to a part. */
function resolve(locked: Locked, wanted: { name: string; version: string; part: string }): number | null {
  const { name, version, part } = wanted
  if (version.startsWith('link:')) return linkedPart(locked, { name, path: posix.join(part, version.slice(5)) })
  const join = locked.major >= 6 ? '@' : '/'
  const lead = locked.major >= 9 ? '' : '/'
  return locked.numbers.get(`${lead}${name}${join}${version}`) ?? locked.numbers.get(version) ?? null
}

function linkedPart(locked: Locked, { name, path }: { name: string; path: string }): number {
  const known = locked.parts.get(path)
  if (known !== undefined) return known
  const added = addPackage(locked.draft, { name, version: null, origin: 'workspace' })
  locked.parts.set(path, added)
  return added
}
