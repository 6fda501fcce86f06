import { posix } from 'node:path'
import type { DependencyGraph, Origin, Scope, SourceText } from '../graph.ts'
import { addDirect, addEdge, addMissing, finishGraph } from '../graph-draft.ts'
import { pythonName } from '../purl.ts'
import { fieldOf, fieldsOf, isRecord, listOf, textOf } from '../texts/plain.ts'
import { keyLines } from '../texts/source-text.ts'
import { readToml } from '../texts/toml.ts'
import { addPython, pickPython, startPython, type PythonDraft } from './python-draft.ts'
import { readPyproject } from './pyproject.ts'

/** uv.lock: the project and its workspace members stand in it like packages, with what they ask for. */
export function parseUvLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const locked = startPython('uv', lock.path)
  const value = readToml(lock, locked.draft.notes)
  const isWhole = locked.draft.notes.length === 0 && value !== undefined
  const lineOf = keyLines(lock.text)
  const packages = listOf(fieldOf(value, 'package'))
  const numbers = packages.map((entry) => addEntry(locked, entry, lineOf('[[package]]')))
  for (const [i, entry] of packages.entries()) {
    const path = memberPath(entry)
    if (path !== null) declareMember(locked, { entry, number: numbers[i]!, part: posix.join(posix.dirname(lock.path), path), manifests })
    connect(locked, { from: numbers[i]!, entry, isMember: path !== null })
  }
  return finishGraph(locked.draft, isWhole)
}

function addEntry(locked: PythonDraft, entry: unknown, line: number | null): number {
  const [kind, location] = sourceOf(entry)
  const origins: Record<string, Origin> = {
    git: 'git',
    url: 'url',
    path: 'file',
    editable: 'workspace',
    virtual: 'workspace',
    directory: 'workspace',
  }
  const origin = origins[kind] ?? 'registry'
  return addPython(locked, {
    name: textOf(fieldOf(entry, 'name')) ?? '',
    version: textOf(fieldOf(entry, 'version')),
    origin,
    line,
    source: origin === 'git' || origin === 'url' ? location : null,
  })
}

function sourceOf(entry: unknown): [string, string | null] {
  const [kind, location] = fieldsOf(fieldOf(entry, 'source'))[0] ?? ['registry', null]
  return [kind, textOf(location)]
}

function memberPath(entry: unknown): string | null {
  const [kind, location] = sourceOf(entry)
  return kind === 'editable' || kind === 'virtual' || kind === 'directory' ? (location ?? '.') : null
}

type Member = { entry: unknown; number: number; part: string; manifests: readonly SourceText[] }

function declareMember(locked: PythonDraft, { entry, part, manifests }: Member): void {
  const source = manifests.find((one) => posix.dirname(one.path) === part)
  const declared = source ? readPyproject(source, locked.draft.notes).declared : []
  if (source) locked.draft.manifests.add(source.path)
  const lines = new Map(declared.map((one) => [pythonName(one.name), one.line]))
  const requested = requestsOf(entry)
  for (const { wanted, scope } of [...wantedOf(entry)]) {
    const name = textOf(fieldOf(wanted, 'name')) ?? ''
    const declaration = {
      part,
      file: source?.path,
      name,
      scope,
      requested: requested.get(name) ?? null,
      line: lines.get(pythonName(name)) ?? null,
    }
    const found = find(locked, wanted)
    if (found.length === 0) addMissing(locked.draft, name)
    for (const target of found.length === 0 ? [null] : found) addDirect(locked.draft, declaration, target)
  }
}

/** What members were asked for stands apart from what it resolved to. */
function requestsOf(entry: unknown): Map<string, string | null> {
  const metadata = fieldOf(entry, 'metadata')
  const lists = [fieldOf(metadata, 'requires-dist'), ...fieldsOf(fieldOf(metadata, 'requires-dev')).map(([, list]) => list)]
  return new Map(
    lists
      .flatMap(listOf)
      .filter(isRecord)
      .map((one) => [textOf(fieldOf(one, 'name')) ?? '', textOf(fieldOf(one, 'specifier'))]),
  )
}

function* wantedOf(entry: unknown): Generator<{ wanted: unknown; scope: Scope }> {
  for (const wanted of listOf(fieldOf(entry, 'dependencies'))) yield { wanted, scope: 'runtime' }
  for (const [, list] of fieldsOf(fieldOf(entry, 'optional-dependencies'))) {
    for (const wanted of listOf(list)) yield { wanted, scope: 'optional' }
  }
  for (const [, list] of fieldsOf(fieldOf(entry, 'dev-dependencies'))) {
    for (const wanted of listOf(list)) yield { wanted, scope: 'dev' }
  }
}

/** Of a package from elsewhere only the extras in use are listed, so they are needed like the rest. */
function connect(locked: PythonDraft, { from, entry, isMember }: { from: number; entry: unknown; isMember: boolean }): void {
  for (const { wanted, scope } of wantedOf(entry)) {
    if (scope === 'dev') continue
    for (const to of find(locked, wanted)) addEdge(locked.draft, { from, to, strongest: isMember ? scope : 'runtime' })
  }
}

/** The version stands there only where the name alone would be ambiguous. */
function find(locked: PythonDraft, wanted: unknown): number[] {
  const version = textOf(fieldOf(wanted, 'version'))
  return pickPython(locked, textOf(fieldOf(wanted, 'name')) ?? '', version === null ? '' : `==${version}`)
}
