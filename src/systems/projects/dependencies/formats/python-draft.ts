import { satisfies } from '@renovatebot/pep440'
import type { Scope } from '../graph.ts'
import { addDirect, addEdge, addMissing, addPackage, startGraph, type GraphDraft, type NewPackage } from '../graph-draft.ts'
import { pythonName } from '../purl.ts'

/** What a pyproject.toml or Pipfile asks for. */
export type PythonDeclared = {
  name: string
  extras: string[]
  requested: string | null
  marker: string
  scope: Scope
  line: number | null
}
export type PythonManifest = { path: string; part: string; name: string | null; declared: PythonDeclared[] }

/** What every Python environment has anyway; lockfiles leave these out. */
const ambient = new Set(['pip', 'setuptools', 'wheel', 'distribute'])

/** A graph draft that finds Python packages by name: one name may be locked at several versions (markers). */
export type PythonDraft = { draft: GraphDraft; names: Map<string, Set<number>> }

export function startPython(manager: string, file: string): PythonDraft {
  return { draft: startGraph('pypi', manager, file), names: new Map() }
}

export function addPython(locked: PythonDraft, added: NewPackage): number {
  const number = addPackage(locked.draft, added)
  const name = pythonName(added.name)
  const known = locked.names.get(name)
  if (known) known.add(number)
  else locked.names.set(name, new Set([number]))
  return number
}

/** The locked packages a requirement may mean: those its specifier allows, or all of the name if none fits. */
export function pickPython(locked: PythonDraft, name: string, specifier = ''): number[] {
  const found = [...(locked.names.get(pythonName(name)) ?? [])]
  if (found.length < 2) return found
  const fitting = found.filter((number) => allows(specifier, locked.draft.packages[number]!.version))
  return fitting.length > 0 ? fitting : found
}

export function connectPython(locked: PythonDraft, from: number, to: { name: string; specifier?: string; optional?: boolean }): void {
  const found = pickPython(locked, to.name, to.specifier)
  if (found.length === 0 && !to.optional && !ambient.has(pythonName(to.name))) addMissing(locked.draft, to.name)
  for (const number of found) addEdge(locked.draft, { from, to: number, strongest: to.optional ? 'optional' : 'runtime' })
}

export function declarePython(locked: PythonDraft, manifest: PythonManifest): void {
  locked.draft.manifests.add(manifest.path)
  for (const one of manifest.declared) declareOne(locked, one, manifest)
}

function declareOne(locked: PythonDraft, one: PythonDeclared, { part, path: file }: PythonManifest): void {
  const found = pickPython(locked, one.name, one.requested ?? '')
  const declared = { part, file, name: one.name, requested: one.requested, scope: one.scope, line: one.line }
  // A requirement behind a marker is left out of the lockfile where it never applies.
  if (found.length === 0 && mustBeLocked(one)) addMissing(locked.draft, one.name)
  if (found.length === 0) addDirect(locked.draft, declared, null)
  for (const number of found) addDirect(locked.draft, declared, number)
}

function mustBeLocked({ name, scope, marker }: PythonDeclared): boolean {
  return scope !== 'optional' && marker === '' && !ambient.has(pythonName(name))
}

function allows(specifier: string, version: string | null): boolean {
  if (version === null || specifier === '' || specifier === '*') return true
  try {
    return satisfies(version, specifier, { prereleases: true })
  } catch {
    return false
  }
}
