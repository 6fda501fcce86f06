import { posix } from 'node:path'
import type { SourceText } from '../graph.ts'
import { addDirect, addEdge, addMissing, addPackage, type GraphDraft } from '../graph-draft.ts'
import { readJson } from '../texts/json.ts'
import { fieldOf, fieldsOf, textOf } from '../texts/plain.ts'
import { keyLines } from '../texts/source-text.ts'
import type { NugetReference } from './nuget-project.ts'

/** packages.lock.json of versions 1 and 2, one section per target framework. False if it was not read whole. */
export function fillFromNugetLock(draft: GraphDraft, lock: SourceText, declared: Map<string, NugetReference>): boolean {
  const value = readJson(lock, draft.notes)
  const lineOf = keyLines(lock.text)
  const seen = new Set<string>()
  for (const [framework, packages] of fieldsOf(fieldOf(value, 'dependencies'))) {
    const section: Section = { draft, numbers: new Map(), declared, seen }
    for (const [name, entry] of fieldsOf(packages)) addEntry(section, { name, entry, line: lineOf(`${JSON.stringify(name)}:`) })
    // "net8.0/linux-x64" adds to "net8.0" what that machine needs more, and repeats only that.
    const isPartial = framework.includes('/')
    for (const [name, entry] of fieldsOf(packages)) connect(section, { name, entry, isPartial })
  }
  return draft.notes.length === 0
}

type Section = { draft: GraphDraft; numbers: Map<string, number>; declared: Map<string, NugetReference>; seen: Set<string> }

function addEntry(section: Section, { name, entry, line }: { name: string; entry: unknown; line: number | null }): void {
  const isProject = textOf(fieldOf(entry, 'type')) === 'Project'
  const number = addPackage(section.draft, {
    name,
    version: textOf(fieldOf(entry, 'resolved')),
    origin: isProject ? 'workspace' : 'registry',
    line,
  })
  section.numbers.set(name.toLowerCase(), number)
  if (textOf(fieldOf(entry, 'type')) !== 'Direct' && !isProject) return
  const purl = section.draft.packages[number]!.purl
  if (section.seen.has(purl)) return
  section.seen.add(purl)
  const reference = section.declared.get(name.toLowerCase())
  const scope = reference?.isDevelopment ? 'dev' : 'runtime'
  const requested = textOf(fieldOf(entry, 'requested'))
  addDirect(
    section.draft,
    { part: posix.dirname(section.draft.file), file: reference?.file, name, requested, scope, line: reference?.line ?? null },
    number,
  )
}

function connect(section: Section, { name, entry, isPartial }: { name: string; entry: unknown; isPartial: boolean }): void {
  const from = section.numbers.get(name.toLowerCase())!
  for (const [wanted] of fieldsOf(fieldOf(entry, 'dependencies'))) {
    const to = section.numbers.get(wanted.toLowerCase())
    if (to !== undefined) addEdge(section.draft, { from, to })
    else if (!isPartial) addMissing(section.draft, wanted)
  }
}
