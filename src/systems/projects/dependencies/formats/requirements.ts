import { posix } from 'node:path'
import type { DependencyGraph, Scope, SourceText } from '../graph.ts'
import { addDirect, addNote, finishGraph } from '../graph-draft.ts'
import { pythonName } from '../purl.ts'
import { addPython, connectPython, startPython, type PythonDraft } from './python-draft.ts'
import { readRequirement, type PythonRequirement } from './python-requirement.ts'
import { includeIn, readRequirementLines, type RequirementLine } from './requirement-lines.ts'

/**
 * A requirements file with what it includes (-r) and is held to (-c).
 * One written by a compiler (pip-compile, uv pip compile) tells in its "via" comments who brings whom.
 */
export function parseRequirements(main: SourceText, others: readonly SourceText[]): DependencyGraph {
  const locked = startPython('pip', main.path)
  const reading: Reading = { locked, others, seen: new Set(), wanted: [], held: new Map() }
  readFile(reading, main, false)
  const numbers = reading.wanted.map((one) => addWanted(reading, one))
  const isCompiled = reading.wanted.some(({ line }) => line.via.length > 0)
  for (const [i, one] of reading.wanted.entries()) declare(reading, { ...one, number: numbers[i]!, isCompiled })
  const isPinned = reading.wanted.every((one) => versionOf(reading, one.wanted) !== null || one.wanted.origin !== 'registry')
  if (!isCompiled && reading.wanted.length > 0) {
    const what = isPinned ? 'Pins versions, but does not say' : 'Lists what is asked for; it is unknown'
    addNote(locked.draft, `${what} what these packages bring along.`)
  }
  return finishGraph(locked.draft, isCompiled && isPinned && locked.draft.notes.length === 0)
}

type Wanted = { wanted: PythonRequirement; line: RequirementLine; file: string }
type Reading = { locked: PythonDraft; others: readonly SourceText[]; seen: Set<string>; wanted: Wanted[]; held: Map<string, string> }

function readFile(reading: Reading, source: SourceText, isConstraint: boolean): void {
  if (reading.seen.has(source.path)) return
  reading.seen.add(source.path)
  for (const line of readRequirementLines(source.text)) readLine(reading, { line, source, isConstraint })
}

type Place = { line: RequirementLine; source: SourceText; isConstraint: boolean }

function readLine(reading: Reading, { line, source, isConstraint }: Place): void {
  const included = includeIn(line.text)
  if (included) return include(reading, { line, source, isConstraint: isConstraint || included.isConstraint, path: included.path })
  const editable = /^(?:-e|--editable)(?:\s+|=)(.*)$/.exec(line.text)
  if (line.text.startsWith('-') && !editable) return
  const wanted = readRequirement(withoutOptions(editable?.[1] ?? line.text))
  if (!wanted) return noteAt(reading, { line, source, sentence: `Line ${line.line} is no requirement that could be read.` })
  if (isConstraint) {
    if (wanted.version !== null) reading.held.set(pythonName(wanted.name), wanted.version)
    return
  }
  // "-e ." and "." install the project itself.
  if (wanted.name !== 'this project') reading.wanted.push({ wanted, line, file: source.path })
}

function include(reading: Reading, { line, source, isConstraint, path }: Place & { path: string }): void {
  const target = posix.join(posix.dirname(source.path), path)
  const found = reading.others.find((one) => one.path === target)
  if (!found) return noteAt(reading, { line, source, sentence: `Includes ${path}, which is not in the project.` })
  reading.locked.draft.manifests.add(found.path)
  readFile(reading, found, isConstraint)
}

function noteAt(reading: Reading, { line, source, sentence }: { line: RequirementLine; source: SourceText; sentence: string }): void {
  if (reading.locked.draft.notes.length < 200) reading.locked.draft.notes.push({ file: source.path, line: line.line, sentence })
}

function addWanted(reading: Reading, { wanted, line, file }: Wanted): number {
  const shown = file === reading.locked.draft.file ? line.line : null
  return addPython(reading.locked, {
    name: wanted.name,
    version: versionOf(reading, wanted),
    origin: wanted.origin,
    source: wanted.source,
    line: shown,
  })
}

function versionOf(reading: Reading, wanted: PythonRequirement): string | null {
  return wanted.version ?? (wanted.origin === 'registry' ? (reading.held.get(pythonName(wanted.name)) ?? null) : null)
}

function declare(reading: Reading, { wanted, line, file, number, isCompiled }: Wanted & { number: number; isCompiled: boolean }): void {
  const parents = line.via.filter((one) => !isManifest(one))
  for (const parent of parents) {
    for (const from of reading.locked.names.get(pythonName(parent)) ?? [])
      connectPython(reading.locked, from, { name: wanted.name, specifier: wanted.specifier })
  }
  if (isCompiled && parents.length > 0 && parents.length === line.via.length) return
  addDirect(
    reading.locked.draft,
    {
      part: posix.dirname(reading.locked.draft.file),
      file,
      name: wanted.name,
      requested: wanted.specifier || null,
      scope: scopeOf(file),
      line: line.line,
    },
    number,
  )
}

/** "via -r requirements.in", "via project (pyproject.toml)" and "via -c …" name files, not packages. */
function isManifest(via: string): boolean {
  return via.startsWith('-') || via.includes('(') || via.includes('/') || /\.(in|txt|toml|cfg|py)$/.test(via)
}

function withoutOptions(text: string): string {
  return text.replace(/\s--?[a-z][\w-]*(?:[=\s]\S+)?/g, '')
}

/** By custom the file's name says what it is for: requirements-dev.txt, requirements/test.txt, docs/requirements.txt. */
function scopeOf(file: string): Scope {
  return /(^|[/._-])(dev|develop|development|tests?|testing|lint|linting|docs?|ci|typing|mypy)([/._-]|$)/i.test(file) ? 'dev' : 'runtime'
}
