import { posix } from 'node:path'
import type { DependencyGraph, DependencyNote, Scope, SourceText } from '../graph.ts'
import { addNote, addDirect, finishGraph } from '../graph-draft.ts'
import { pythonName } from '../purl.ts'
import { fieldOf, fieldsOf, listOf, textOf, textsOf } from '../texts/plain.ts'
import { keyLines, tomlKeyLines } from '../texts/source-text.ts'
import { readToml } from '../texts/toml.ts'
import { addPython, startPython, type PythonDeclared, type PythonManifest } from './python-draft.ts'
import { readRequirement } from './python-requirement.ts'

/** pyproject.toml by the standard (PEP 621, PEP 735) and in poetry's, uv's and pdm's own tables. */
export function readPyproject(source: SourceText, notes: DependencyNote[]): PythonManifest {
  const value = readToml(source, notes)
  const project = fieldOf(value, 'project')
  const tool = fieldOf(value, 'tool')
  const poetry = fieldOf(tool, 'poetry')
  const lists: [unknown, Scope][] = [
    [fieldOf(project, 'dependencies'), 'runtime'],
    ...groups(fieldOf(project, 'optional-dependencies'), 'optional'),
    ...groups(fieldOf(value, 'dependency-groups'), 'dev'),
    [fieldOf(fieldOf(tool, 'uv'), 'dev-dependencies'), 'dev'],
    ...groups(fieldOf(fieldOf(tool, 'pdm'), 'dev-dependencies'), 'dev'),
  ]
  const tables: [unknown, Scope][] = [
    [fieldOf(poetry, 'dependencies'), 'runtime'],
    [fieldOf(poetry, 'dev-dependencies'), 'dev'],
    ...fieldsOf(fieldOf(poetry, 'group')).map(([, group]): [unknown, Scope] => [fieldOf(group, 'dependencies'), 'dev']),
  ]
  const lineOf = keyLines(source.text, { wraps: true })
  const keyLine = tomlKeyLines(source.text)
  const declared = [
    ...lists.flatMap(([list, scope]) => textsOf(list).flatMap((text) => fromText(text, scope, lineOf(text)))),
    ...tables.flatMap(([table, scope]) =>
      fieldsOf(table).flatMap(([name, wanted]) => fromTable(name, { wanted, scope, line: keyLine(name) })),
    ),
  ]
  const name = textOf(fieldOf(project, 'name')) ?? textOf(fieldOf(poetry, 'name'))
  return { path: source.path, part: posix.dirname(source.path), name, declared: strongestOnly(declared, name) }
}

/** A pyproject.toml that no lockfile covers. One that declares nothing (tool settings alone) gives nothing to know. */
export function parsePyproject(source: SourceText): DependencyGraph {
  const locked = startPython('pyproject.toml', source.path)
  const manifest = readPyproject(source, locked.draft.notes)
  for (const one of manifest.declared) {
    const exact = readRequirement(`${one.name}${one.requested ?? ''}`)?.version ?? null
    const number = addPython(locked, { name: one.name, version: exact })
    addDirect(locked.draft, { part: manifest.part, name: one.name, requested: one.requested, scope: one.scope, line: one.line }, number)
  }
  const isEmpty = manifest.declared.length === 0 && locked.draft.notes.length === 0
  if (manifest.declared.length > 0) addNote(locked.draft, 'No lockfile covers it; exact versions and what they bring along are unknown.')
  return finishGraph(locked.draft, isEmpty)
}

function groups(table: unknown, scope: Scope): [unknown, Scope][] {
  return fieldsOf(table).map(([, list]): [unknown, Scope] => [list, scope])
}

function fromText(text: string, scope: Scope, line: number | null): PythonDeclared[] {
  const found = readRequirement(text)
  if (!found) return []
  return [{ name: found.name, extras: found.extras, requested: found.specifier || null, marker: found.marker, scope, line }]
}

type Wanted = { wanted: unknown; scope: Scope; line: number | null }

/** Poetry: name = "^1.0", name = {version = "^1.0", extras = []}, or a list of these for several markers. */
function fromTable(name: string, { wanted, scope, line }: Wanted): PythonDeclared[] {
  if (name === 'python') return []
  const choices = Array.isArray(wanted) ? listOf(wanted) : [wanted]
  return choices.map((one) => {
    const isOptional = fieldOf(one, 'optional') === true
    const location = textOf(fieldOf(one, 'git')) ?? textOf(fieldOf(one, 'path')) ?? textOf(fieldOf(one, 'url'))
    return {
      name,
      extras: textsOf(fieldOf(one, 'extras')),
      requested: textOf(one) ?? textOf(fieldOf(one, 'version')) ?? location,
      marker: textOf(fieldOf(one, 'markers')) ?? textOf(fieldOf(one, 'python')) ?? '',
      scope: isOptional ? 'optional' : scope,
      line,
    }
  })
}

/** The same requirement in two groups counts once; extras that name the project itself are no dependency. */
function strongestOnly(declared: PythonDeclared[], self: string | null): PythonDeclared[] {
  const kept = new Map<string, PythonDeclared>()
  const own = self === null ? null : pythonName(self)
  for (const one of declared) {
    const key = `${pythonName(one.name)} ${one.requested ?? ''} ${one.marker}`
    if (pythonName(one.name) !== own && !kept.has(key)) kept.set(key, one)
  }
  return [...kept.values()]
}
