import { posix } from 'node:path'
import type { DependencyGraph, Origin, Scope, SourceText } from '../graph.ts'
import { addDirect, addEdge, addMissing, addNote, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { licencesOf } from '../licences.ts'
import { readJson } from '../texts/json.ts'
import { fieldOf, fieldsOf, textOf } from '../texts/plain.ts'
import { keyLines } from '../texts/source-text.ts'
import { declarationsOf, declareUnlocked, gitUrl, isGit, readPackageJson, type Declared } from './package-json.ts'
import { fillFromTree } from './package-lock-tree.ts'

/** package-lock.json and npm-shrinkwrap.json, all versions. Versions 2 and 3 describe node_modules by path. */
export function parsePackageLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const draft = startGraph('npm', 'npm', lock.path)
  const value = readJson(lock, draft.notes)
  const isWhole = draft.notes.length === 0
  if (value === undefined) {
    declareUnlocked(draft, manifests)
    return finishGraph(draft, false)
  }
  const folder = posix.dirname(lock.path)
  const root = manifests.find((one) => one.path === posix.join(folder, 'package.json'))
  const packages = fieldOf(value, 'packages')
  if (packages === undefined) {
    const rootManifest = root ? readPackageJson(root, draft.notes) : null
    fillFromTree(draft, fieldOf(value, 'dependencies'), rootManifest)
    return finishGraph(draft, isWhole && rootManifest !== null)
  }
  const tree = readPaths(draft, packages, lock.text)
  for (const [path, entry] of tree.parts) declarePart(draft, tree, { path, entry, folder, manifests })
  for (const [path, { entry, number }] of tree.entries) if (number !== null) connect(draft, tree, { path, entry, number })
  return finishGraph(draft, isWhole)
}

type Entry = { entry: unknown; number: number | null }
type Tree = { entries: Map<string, Entry>; parts: Map<string, unknown> }

function readPaths(draft: GraphDraft, packages: unknown, text: string): Tree {
  const lineOf = keyLines(text)
  const tree: Tree = { entries: new Map(), parts: new Map() }
  for (const [path, entry] of fieldsOf(packages)) {
    const line = lineOf(`${JSON.stringify(path)}:`)
    if (path === '') tree.parts.set(path, entry)
    else if (!fieldOf(entry, 'link')) addEntry(draft, tree, { path, entry, line })
  }
  for (const [path, entry] of fieldsOf(packages)) {
    if (!fieldOf(entry, 'link')) continue
    const target = tree.entries.get(textOf(fieldOf(entry, 'resolved')) ?? '')
    tree.entries.set(path, { entry: null, number: target?.number ?? linked(draft, path) })
  }
  return tree
}

function addEntry(draft: GraphDraft, tree: Tree, { path, entry, line }: { path: string; entry: unknown; line: number | null }): void {
  const isPart = !path.includes('node_modules/')
  const resolved = textOf(fieldOf(entry, 'resolved'))
  const origin: Origin = isPart ? 'workspace' : originOf(resolved)
  const number = addPackage(draft, {
    name: textOf(fieldOf(entry, 'name')) ?? nameOf(path),
    version: textOf(fieldOf(entry, 'version')),
    origin,
    line,
    source: origin === 'git' || origin === 'url' ? resolved : null,
    scope: isPart ? null : scopeOf(entry),
    licences: licencesOf(fieldOf(entry, 'license')),
  })
  tree.entries.set(path, { entry, number })
  if (isPart) tree.parts.set(path, entry)
}

function linked(draft: GraphDraft, path: string): number {
  return addPackage(draft, { name: nameOf(path), version: null, origin: 'workspace' })
}

type Part = { path: string; entry: unknown; folder: string; manifests: readonly SourceText[] }

/** The lockfile holds a copy of each part's declarations; a newer manifest beside it is the truth. */
function declarePart(draft: GraphDraft, tree: Tree, { path, entry, folder, manifests }: Part): void {
  const part = posix.join(folder, path)
  const source = manifests.find((one) => one.path === posix.join(part, 'package.json'))
  if (source) draft.manifests.add(source.path)
  const manifest = source ? readPackageJson(source, draft.notes).declared : []
  const declared = manifest.length > 0 ? manifest : declarationsOf(entry)
  const locked = new Map(declarationsOf(entry).map((one) => [one.name, one.requested]))
  const changed = manifest.filter((one) => locked.get(one.name) !== one.requested).length
  if (changed > 0) {
    const what = changed === 1 ? '1 dependency' : `${changed} dependencies`
    addNote(draft, `Is older than ${source!.path}: ${what} there changed since it was written.`)
  }
  for (const one of declared)
    addDirect(draft, { ...one, part, file: manifest.length > 0 ? source!.path : draft.file }, resolveDirect(draft, tree, { path, one }))
}

function resolveDirect(draft: GraphDraft, tree: Tree, { path, one }: { path: string; one: Declared }): number | null {
  const number = resolve(tree, path, one.name)
  if (number === null && (one.scope === 'runtime' || one.scope === 'dev')) addMissing(draft, one.name)
  return number
}

const edgeSections: readonly [string, Scope][] = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'peer'],
]

function connect(draft: GraphDraft, tree: Tree, from: { path: string; entry: unknown; number: number }): void {
  for (const [section, strongest] of edgeSections) {
    for (const [name] of fieldsOf(fieldOf(from.entry, section))) {
      const to = resolve(tree, from.path, name)
      if (to !== null) addEdge(draft, { from: from.number, to, strongest })
      else if (strongest === 'runtime' && !fieldOf(from.entry, 'optional')) addMissing(draft, name)
    }
  }
}

/** Node's own rule: the folder's node_modules, then that of each folder above it. */
function resolve(tree: Tree, from: string, name: string): number | null {
  let path = from
  for (;;) {
    const found = tree.entries.get(path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`)
    if (found) return found.number
    if (path === '') return null
    path = parentOf(path)
  }
}

function parentOf(path: string): string {
  const nested = path.lastIndexOf('/node_modules/')
  if (nested >= 0) return path.slice(0, nested)
  return path.startsWith('node_modules/') ? '' : path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function nameOf(path: string): string {
  const at = path.lastIndexOf('node_modules/')
  return at < 0 ? posix.basename(path) : path.slice(at + 'node_modules/'.length)
}

function scopeOf(entry: unknown): Scope {
  if (fieldOf(entry, 'dev') === true) return 'dev'
  if (fieldOf(entry, 'optional') === true || fieldOf(entry, 'devOptional') === true) return 'optional'
  return fieldOf(entry, 'peer') === true ? 'peer' : 'runtime'
}

/** `resolved` is left out for bundled packages and by some registries' settings: then it is the registry. */
function originOf(resolved: string | null): Origin {
  if (resolved === null || /\/-\/[^/]+\.tgz/.test(resolved)) return 'registry'
  if (resolved.startsWith('file:')) return 'file'
  if (isGit(gitUrl(resolved))) return 'git'
  return /^https?:\/\/[^/]*(codeload\.github|github)\.com\//.test(resolved) ? 'url' : 'registry'
}
