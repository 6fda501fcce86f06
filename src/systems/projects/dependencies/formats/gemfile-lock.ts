import { posix } from 'node:path'
import type { DependencyGraph, Origin, SourceText } from '../graph.ts'
import { addDirect, addEdge, addMissing, addNote, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { readGemfile, type GemDeclared } from './gemfile.ts'

/** Gemfile.lock. A gem built for several platforms stands once per platform and is one package here. */
export function parseGemfileLock(lock: SourceText, manifests: readonly SourceText[]): DependencyGraph {
  const draft = startGraph('gem', 'bundler', lock.path)
  const read = readSections(lock.text)
  const numbers = new Map<string, number>()
  for (const spec of read.specs) numbers.set(spec.name, addSpec(draft, spec))
  for (const { name, dependencies } of read.specs) {
    for (const wanted of dependencies) connect(draft, { numbers, from: numbers.get(name)!, wanted })
  }
  const source = manifests.find((one) => posix.dirname(one.path) === posix.dirname(lock.path))
  if (source) draft.manifests.add(source.path)
  const gems = new Map(source ? readGemfile(source).map((one) => [one.name, one]) : [])
  for (const one of read.declared) declare(draft, { ...one, numbers, gem: gems.get(one.name), file: source?.path })
  if (!source && read.declared.length > 0) addNote(draft, 'Gemfile is missing beside it; groups are unknown, everything counts as runtime.')
  if (read.specs.length === 0) addNote(draft, 'Lists no gems; nothing could be read.')
  return finishGraph(draft, read.isEnded)
}

type Spec = { name: string; version: string; origin: Origin; source: string | null; dependencies: string[]; line: number }
type Declared = { name: string; requested: string | null }
type Sections = { specs: Spec[]; declared: Declared[]; isEnded: boolean }

const origins: Record<string, Origin> = { GIT: 'git', PATH: 'workspace', GEM: 'registry', 'PLUGIN SOURCE': 'registry' }

/** Sections are headed by capitals at the margin; gems stand four columns in, what they need six. */
function readSections(text: string): Sections {
  const found: Sections = { specs: [], declared: [], isEnded: false }
  let section = ''
  let [remote, revision] = ['', '']
  for (const [i, line] of text.split('\n').entries()) {
    if (/^[A-Z]/.test(line)) {
      section = line.trim()
      ;[remote, revision] = ['', '']
      if (section === 'DEPENDENCIES') found.isEnded = true
    }
    const spec = /^( {2,6})(\S+?)(!)?(?: \(([^)]*)\))?!?$/.exec(line)
    if (!spec) {
      remote = /^ {2}remote: (.*)$/.exec(line)?.[1] ?? remote
      revision = /^ {2}revision: (.*)$/.exec(line)?.[1] ?? revision
      continue
    }
    const [, indent, name, , constraint] = spec as unknown as [string, string, string, string | undefined, string | undefined]
    if (section === 'DEPENDENCIES' && indent.length === 2) found.declared.push({ name, requested: constraint ?? null })
    const origin = origins[section]
    if (origin === undefined) continue
    if (indent.length === 6) found.specs.at(-1)?.dependencies.push(name)
    if (indent.length !== 4 || constraint === undefined) continue
    const source = origin === 'git' && remote !== '' ? `${remote}${revision === '' ? '' : `@${revision}`}` : null
    found.specs.push({ name, version: constraint.split('-', 1)[0]!, origin, source, dependencies: [], line: i + 1 })
  }
  return found
}

function addSpec(draft: GraphDraft, { name, version, origin, source, line }: Spec): number {
  return addPackage(draft, { name, version, origin, source, line })
}

type Edge = { numbers: Map<string, number>; from: number; wanted: string }

/** Bundler itself is needed by gems but never locked. */
function connect(draft: GraphDraft, { numbers, from, wanted }: Edge): void {
  const to = numbers.get(wanted)
  if (to !== undefined) addEdge(draft, { from, to })
  else if (wanted !== 'bundler') addMissing(draft, wanted)
}

type Declaration = Declared & { numbers: Map<string, number>; gem: GemDeclared | undefined; file: string | undefined }

function declare(draft: GraphDraft, { name, requested, numbers, gem, file }: Declaration): void {
  const target = numbers.get(name) ?? null
  const part = posix.dirname(draft.file)
  if (target === null && name !== 'bundler') addMissing(draft, name)
  addDirect(draft, { part, file, name, requested, scope: gem?.scope ?? 'runtime', line: gem?.line ?? null }, target)
}
