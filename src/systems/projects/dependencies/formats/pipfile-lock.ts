import { posix } from 'node:path'
import type { DependencyGraph, DependencyNote, Scope, SourceText } from '../graph.ts'
import { addDirect, addNote, finishGraph } from '../graph-draft.ts'
import { readJson } from '../texts/json.ts'
import { fieldOf, fieldsOf, textOf, textsOf } from '../texts/plain.ts'
import { keyLines, tomlKeyLines } from '../texts/source-text.ts'
import { readToml } from '../texts/toml.ts'
import { addPython, declarePython, startPython, type PythonDraft, type PythonManifest } from './python-draft.ts'
import { exactVersion } from './python-requirement.ts'

/** Pipfile.lock: all packages with their exact versions, but not which brings which. */
export function parsePipfileLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const locked = startPython('pipenv', lock.path)
  const { draft } = locked
  const value = readJson(lock, draft.notes)
  const isWhole = draft.notes.length === 0
  const lineOf = keyLines(lock.text)
  for (const [section, scope] of [
    ['default', 'runtime'],
    ['develop', 'dev'],
  ] as const) {
    for (const [name, entry] of fieldsOf(fieldOf(value, section)))
      addEntry(locked, { name, entry, scope, line: lineOf(`${JSON.stringify(name)}:`) })
  }
  if (draft.packages.length > 0)
    addNote(draft, 'Does not say which package brings which; only direct and other packages can be told apart.')
  const pipfile = manifests.find((one) => posix.dirname(one.path) === posix.dirname(lock.path))
  if (pipfile) declarePython(locked, readPipfile(pipfile, draft.notes))
  else addNote(draft, 'Pipfile is missing beside it; which packages are direct is unknown.')
  return finishGraph(draft, isWhole)
}

/** A Pipfile without a Pipfile.lock. */
export function parsePipfile(source: SourceText): DependencyGraph {
  const locked = startPython('Pipfile', source.path)
  const manifest = readPipfile(source, locked.draft.notes)
  for (const one of manifest.declared) {
    const version = exactVersion(one.requested ?? '')
    addDirect(
      locked.draft,
      { part: manifest.part, name: one.name, requested: one.requested, scope: one.scope, line: one.line },
      addPython(locked, { name: one.name, version }),
    )
  }
  const isEmpty = manifest.declared.length === 0 && locked.draft.notes.length === 0
  if (manifest.declared.length > 0) addNote(locked.draft, 'Has no Pipfile.lock; exact versions and what they bring along are unknown.')
  return finishGraph(locked.draft, isEmpty)
}

function readPipfile(source: SourceText, notes: DependencyNote[]): PythonManifest {
  const value = readToml(source, notes)
  const lineOf = tomlKeyLines(source.text)
  const sections: [string, Scope][] = [
    ['packages', 'runtime'],
    ['dev-packages', 'dev'],
  ]
  const declared = sections.flatMap(([section, scope]) =>
    fieldsOf(fieldOf(value, section)).map(([name, wanted]) => {
      const requested =
        textOf(wanted) ?? textOf(fieldOf(wanted, 'version')) ?? textOf(fieldOf(wanted, 'git')) ?? textOf(fieldOf(wanted, 'path'))
      const marker = textOf(fieldOf(wanted, 'markers')) ?? textOf(fieldOf(wanted, 'sys_platform')) ?? ''
      return { name, extras: textsOf(fieldOf(wanted, 'extras')), requested, marker, scope, line: lineOf(name) }
    }),
  )
  return { path: source.path, part: posix.dirname(source.path), name: null, declared }
}

type Entry = { name: string; entry: unknown; scope: Scope; line: number | null }

function addEntry(locked: PythonDraft, { name, entry, scope, line }: Entry): void {
  const git = textOf(fieldOf(entry, 'git'))
  const isLocal = fieldOf(entry, 'path') !== undefined || fieldOf(entry, 'file') !== undefined
  const reference = textOf(fieldOf(entry, 'ref'))
  addPython(locked, {
    name,
    version: textOf(fieldOf(entry, 'version'))?.replace(/^==/, '') ?? null,
    scope,
    line,
    origin: git !== null ? 'git' : isLocal ? 'file' : 'registry',
    source: git !== null && reference !== null ? `${git}@${reference}` : git,
  })
}
