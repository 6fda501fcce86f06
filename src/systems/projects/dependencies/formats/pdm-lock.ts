import { posix } from 'node:path'
import type { DependencyGraph, Origin, Scope, SourceText } from '../graph.ts'
import { addNote, finishGraph } from '../graph-draft.ts'
import { pythonName } from '../purl.ts'
import { fieldOf, listOf, textOf, textsOf } from '../texts/plain.ts'
import { keyLines } from '../texts/source-text.ts'
import { readToml } from '../texts/toml.ts'
import { addPython, connectPython, declarePython, startPython, type PythonDraft } from './python-draft.ts'
import { readPyproject } from './pyproject.ts'
import { readRequirement } from './python-requirement.ts'

/** pdm.lock: a package with extras stands a second time with what the extras add; both are one package here. */
export function parsePdmLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const locked = startPython('pdm', lock.path)
  const { draft } = locked
  const value = readToml(lock, draft.notes)
  const isWhole = draft.notes.length === 0 && value !== undefined
  const lineOf = keyLines(lock.text)
  const packages = listOf(fieldOf(value, 'package'))
  const numbers = packages.map((entry) => addEntry(locked, entry, lineOf('[[package]]')))
  for (const [i, entry] of packages.entries()) connect(locked, numbers[i]!, entry)
  const source = manifests.find((one) => posix.dirname(one.path) === posix.dirname(lock.path))
  if (source) declarePython(locked, readPyproject(source, draft.notes))
  else addNote(draft, 'pyproject.toml is missing beside it; which packages are direct is unknown.')
  return finishGraph(draft, isWhole)
}

function addEntry(locked: PythonDraft, entry: unknown, line: number | null): number {
  const git = textOf(fieldOf(entry, 'git'))
  const url = textOf(fieldOf(entry, 'url'))
  const origin: Origin = git !== null ? 'git' : url !== null ? 'url' : fieldOf(entry, 'path') !== undefined ? 'file' : 'registry'
  const revision = textOf(fieldOf(entry, 'revision'))
  return addPython(locked, {
    name: textOf(fieldOf(entry, 'name')) ?? '',
    version: textOf(fieldOf(entry, 'version')),
    origin,
    scope: scopeOf(entry),
    line,
    source: git !== null && revision !== null ? `${git}@${revision}` : (git ?? url),
  })
}

/** Lockfiles of before 4.4 name no groups: then the ways from pyproject.toml decide. */
function scopeOf(entry: unknown): Scope | null {
  const groups = textsOf(fieldOf(entry, 'groups'))
  return groups.includes('default') ? 'runtime' : null
}

function connect(locked: PythonDraft, from: number, entry: unknown): void {
  for (const text of textsOf(fieldOf(entry, 'dependencies'))) {
    const wanted = readRequirement(text)
    if (!wanted) continue
    const isLocked = locked.names.has(pythonName(wanted.name))
    if (wanted.marker === '' || isLocked) connectPython(locked, from, { name: wanted.name, specifier: wanted.specifier })
  }
}
