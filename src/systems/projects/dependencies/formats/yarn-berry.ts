import { posix } from 'node:path'
import type { DependencyGraph, DependencyNote, Origin, SourceText } from '../graph.ts'
import { addDirect, addEdge, addMissing, addNote, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { readYaml } from '../texts/yaml.ts'
import { catalogued } from './node-workspace.ts'
import { declareAll, readPackageJson, requestedPackage } from './package-json.ts'
import { readSyml, type SymlEntry } from './syml.ts'

/** yarn.lock of yarn 2 and later: it lists the workspaces too, but not which dependencies are for development. */
export function parseYarnBerry(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const draft = startGraph('npm', 'yarn', lock.path)
  const { entries, oddLine } = readSyml(lock.text)
  if (oddLine !== null) addNote(draft, `Line ${oddLine} is not part of a yarn lockfile; it was left out.`, oddLine)
  const settings = manifests.find((one) => one.path === posix.join(posix.dirname(lock.path), '.yarnrc.yml'))
  const catalogs = settings ? readYaml(settings, draft.notes)[0] : null
  const locked: Locked = { draft, ranges: new Map(), names: new Map(), catalogs }
  const listed = entries.filter((entry) => entry.keys[0] !== '__metadata')
  const numbers = listed.map((entry) => addEntry(locked, entry))
  for (const [i, entry] of listed.entries()) {
    const workspace = /@workspace:(.+)$/.exec(entry.fields.get('resolution') ?? '')?.[1]
    if (workspace === undefined) connect(locked, { from: numbers[i]!, entry })
    else declareWorkspace(locked, { entry, number: numbers[i]!, path: workspace, manifests })
  }
  return finishGraph(draft, oddLine === null && listed.length > 0)
}

export function isYarnBerry(text: string): boolean {
  return /^__metadata:/m.test(text)
}

type Locked = { draft: GraphDraft; ranges: Map<string, number>; names: Map<string, Set<number>>; catalogs: unknown }
type Resolution = { name: string; protocol: string; rest: string }

function addEntry(locked: Locked, entry: SymlEntry): number {
  const resolution = readResolution(entry.fields.get('resolution') ?? entry.keys[0]!)
  const version = entry.fields.get('version') ?? null
  const origin = originOf(resolution)
  const number = addPackage(locked.draft, {
    name: resolution.name,
    version: version === '0.0.0-use.local' ? null : version,
    origin,
    line: entry.line,
    source: origin === 'git' || origin === 'url' ? resolution.rest : null,
  })
  for (const key of entry.keys) locked.ranges.set(key, number)
  for (const key of entry.keys) addName(locked, key.slice(0, key.indexOf('@', 1)), number)
  return number
}

/** `name@protocol:rest`; a patch names what it patches, which is the package that runs. */
function readResolution(written: string): Resolution {
  const at = written.indexOf('@', 1)
  const name = at < 0 ? written : written.slice(0, at)
  const range = at < 0 ? '' : written.slice(at + 1)
  if (range.startsWith('patch:')) return readResolution(decode(range.slice(6).split('#', 1)[0]!))
  const protocol = /^([a-z+]+):/.exec(range)?.[1] ?? 'npm'
  return { name, protocol, rest: range }
}

function originOf({ protocol, rest }: Resolution): Origin {
  if (protocol === 'npm') return 'registry'
  if (protocol === 'workspace' || protocol === 'link' || protocol === 'portal') return 'workspace'
  if (protocol === 'file') return 'file'
  return /^(git|ssh)|\.git(#|$)|#commit=/.test(rest) ? 'git' : 'url'
}

type Workspace = { entry: SymlEntry; number: number; path: string; manifests: readonly SourceText[] }

function declareWorkspace(locked: Locked, { entry, number, path, manifests }: Workspace): void {
  const part = posix.join(posix.dirname(locked.draft.file), path)
  const source = manifests.find((one) => one.path === posix.join(part, 'package.json'))
  if (source) {
    const notes: DependencyNote[] = locked.draft.notes
    const manifest = readPackageJson(source, notes)
    declareAll(locked.draft, manifest, (one) => resolve(locked, one.name, one.requested) ?? local(locked, one))
    connect(locked, { from: number, entry, only: new Set(manifest.declared.filter((one) => one.scope !== 'dev').map((one) => one.name)) })
    return
  }
  addNote(locked.draft, `${posix.join(part, 'package.json')} is missing; its dependencies all count as runtime.`)
  for (const [name, requested] of entry.tables.get('dependencies') ?? []) {
    addDirect(locked.draft, { part, name, requested, scope: 'runtime' }, resolve(locked, name, requested))
  }
  connect(locked, { from: number, entry })
}

/** `link:` and the like stand in the manifest alone. */
function local(locked: Locked, one: Parameters<typeof requestedPackage>[0]): number | null {
  return /^(link|portal|file):/.test(one.requested) ? addPackage(locked.draft, requestedPackage(one)) : null
}

function connect(locked: Locked, { from, entry, only }: { from: number; entry: SymlEntry; only?: Set<string> }): void {
  const meta = entry.tables.get('dependenciesMeta')
  for (const [name, requested] of entry.tables.get('dependencies') ?? []) {
    if (only && !only.has(name)) continue
    const isOptional = meta?.get(`${name}.optional`) === 'true'
    const to = resolve(locked, name, requested)
    if (to !== null) addEdge(locked.draft, { from, to, strongest: isOptional ? 'optional' : 'runtime' })
    else if (!isOptional && !only) addMissing(locked.draft, name)
  }
}

/** Older lockfiles leave the protocol out; `resolutions` and catalogs may change the range: then by name alone. */
function resolve(locked: Locked, name: string, requested: string): number | null {
  const found = locked.ranges.get(`${name}@${requested}`) ?? locked.ranges.get(`${name}@npm:${requested}`)
  if (found !== undefined) return found
  if (requested.startsWith('catalog:')) {
    const range = catalogued(locked.catalogs, name, requested)
    if (range !== requested) return resolve(locked, name, range)
  }
  const candidates = locked.names.get(name)
  return candidates?.size === 1 ? [...candidates][0]! : null
}

function addName(locked: Locked, name: string, number: number): void {
  const known = locked.names.get(name)
  if (known) known.add(number)
  else locked.names.set(name, new Set([number]))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
