import { posix } from 'node:path'
import type { DependencyGraph, Origin, Scope, SourceText } from '../graph.ts'
import { addDirect, addEdge, addMissing, addNote, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { readJsonc } from '../texts/json.ts'
import { fieldOf, fieldsOf, isRecord, listOf, textOf } from '../texts/plain.ts'
import { keyLines } from '../texts/source-text.ts'
import { catalogued } from './node-workspace.ts'
import { declarationsOf, declareUnlocked, gitUrl, readPackageJson } from './package-json.ts'

/** bun.lock, the text form: workspaces with their declarations, packages by their place in node_modules. */
export function parseBunLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const draft = startGraph('npm', 'bun', lock.path)
  const value = readJsonc(lock, draft.notes)
  const isWhole = draft.notes.length === 0
  if (value === undefined) {
    declareUnlocked(draft, manifests)
    return finishGraph(draft, false)
  }
  const locked: Locked = { draft, entries: new Map(), catalogs: value }
  const lineOf = keyLines(lock.text)
  for (const [key, entry] of fieldsOf(fieldOf(value, 'packages'))) addEntry(locked, { key, entry, line: lineOf(`${JSON.stringify(key)}:`) })
  for (const [key, { number, info }] of locked.entries) connect(locked, { key, number, info })
  for (const [path, workspace] of fieldsOf(fieldOf(value, 'workspaces'))) declareWorkspace(locked, { path, workspace, manifests })
  return finishGraph(draft, isWhole)
}

/** bun.lockb, the binary form, is bun's own memory image: what is asked for is known, what is locked is not. */
export function parseBunBinaryLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const draft = startGraph('npm', 'bun', lock.path)
  addNote(draft, "Is bun's binary lockfile; run `bun install --save-text-lockfile` to get a bun.lock that can be read.")
  declareUnlocked(draft, manifests)
  return finishGraph(draft, false)
}

type Entry = { number: number; info: unknown }
type Locked = { draft: GraphDraft; entries: Map<string, Entry>; catalogs: unknown }

/** ["name@version", registry, info, hash]; other sources leave the registry out: ["name@git+…", info, …]. */
function addEntry(locked: Locked, { key, entry, line }: { key: string; entry: unknown; line: number | null }): void {
  const parts = listOf(entry)
  const written = textOf(parts[0]) ?? key
  const at = written.indexOf('@', 1)
  const name = at < 0 ? written : written.slice(0, at)
  const source = at < 0 ? '' : written.slice(at + 1)
  const origin = originOf(source)
  const number = addPackage(locked.draft, {
    name: name === '' ? lastName(key) : name,
    version: origin === 'registry' && source !== '' ? source : null,
    origin,
    line,
    source: origin === 'git' ? gitUrl(source) : origin === 'url' ? source : null,
  })
  locked.entries.set(key, { number, info: parts.find(isRecord) })
}

const edgeSections: readonly [string, Scope][] = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'peer'],
]

function connect(locked: Locked, { key, number, info }: { key: string; number: number; info: unknown }): void {
  for (const [section, strongest] of edgeSections) {
    for (const [name] of fieldsOf(fieldOf(info, section))) {
      const to = resolve(locked, key, name)
      if (to !== null) addEdge(locked.draft, { from: number, to, strongest })
      else if (strongest === 'runtime') addMissing(locked.draft, name)
    }
  }
}

type Workspace = { path: string; workspace: unknown; manifests: readonly SourceText[] }

function declareWorkspace(locked: Locked, { path, workspace, manifests }: Workspace): void {
  const part = posix.join(posix.dirname(locked.draft.file), path)
  const source = manifests.find((one) => one.path === posix.join(part, 'package.json'))
  const lines = new Map(source ? readPackageJson(source, locked.draft.notes).declared.map((one) => [one.name, one.line]) : [])
  if (source) locked.draft.manifests.add(source.path)
  const name = textOf(fieldOf(workspace, 'name'))
  for (const one of declarationsOf(workspace)) {
    // A member's own copy of a package stands below the member's name.
    const to = resolve(locked, path === '' ? '' : (name ?? ''), one.name)
    if (to === null && (one.scope === 'runtime' || one.scope === 'dev')) addMissing(locked.draft, one.name)
    const requested = catalogued(locked.catalogs, one.name, one.requested)
    addDirect(
      locked.draft,
      { part, file: source?.path, name: one.name, requested, scope: one.scope, line: lines.get(one.name) ?? null },
      to,
    )
    const self = path === '' || name === null ? undefined : locked.entries.get(name)
    if (self && to !== null && one.scope !== 'dev') addEdge(locked.draft, { from: self.number, to, strongest: one.scope })
  }
}

/** Keys are paths of names; a package sees its own copies, then those of each package around it. */
function resolve(locked: Locked, from: string, name: string): number | null {
  for (let path = from; path !== ''; path = parentOf(path)) {
    const nested = locked.entries.get(`${path}/${name}`)
    if (nested) return nested.number
  }
  return locked.entries.get(name)?.number ?? null
}

function parentOf(path: string): string {
  const last = lastName(path)
  return path.slice(0, Math.max(0, path.length - last.length - 1))
}

function lastName(path: string): string {
  const slash = path.lastIndexOf('/')
  if (slash < 0) return path
  const above = path.lastIndexOf('/', slash - 1)
  return path[above + 1] === '@' ? path.slice(above + 1) : path.slice(slash + 1)
}

function originOf(source: string): Origin {
  if (source.startsWith('workspace:') || source.startsWith('link:')) return 'workspace'
  if (/^(git[+:@]|github:|gitlab:|bitbucket:|git\+)/.test(source)) return 'git'
  if (/^https?:/.test(source)) return 'url'
  return /^(file:|\.{0,2}\/)/.test(source) || source.endsWith('.tgz') ? 'file' : 'registry'
}
