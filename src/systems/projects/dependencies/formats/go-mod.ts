import { posix } from 'node:path'
import type { DependencyGraph, SourceText } from '../graph.ts'
import { addDirect, addNote, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { readGoLines, type GoLine } from './go-lines.ts'

/**
 * go.mod. From go 1.17 on it lists every module of the build; before, only what is asked for,
 * and then go.sum names the rest (all versions that were looked at, of which the highest is built).
 */
export function parseGoMod(source: SourceText, sums: readonly SourceText[]): DependencyGraph {
  const draft = startGraph('golang', 'go', source.path)
  const { lines, oddLine } = readGoLines(source.text)
  if (oddLine !== null) addNote(draft, `Line ${oddLine} is no directive of a go.mod; it was left out.`, oddLine)
  if (lines.length === 0) addNote(draft, 'Names no module; nothing could be read.')
  const replaced = replacements(lines)
  const part = posix.dirname(source.path)
  for (const line of lines.filter((one) => one.directive === 'require' && one.words.length >= 2)) require(draft, { line, replaced, part })
  const sum = sums.find((one) => posix.dirname(one.path) === part)
  if (sum) draft.manifests.add(sum.path)
  const isFull = listsAll(lines)
  if (!isFull) addFromSum(draft, sum?.text ?? '')
  if (draft.packages.length > 0) addNote(draft, 'Does not say which module brings which; only direct and indirect ones can be told apart.')
  return finishGraph(draft, isFull && oddLine === null && lines.length > 0)
}

type Replacement = { version: string | null; path: string; to: string | null }
type Required = { line: GoLine; replaced: Map<string, Replacement[]>; part: string }

function require(draft: GraphDraft, { line, replaced, part }: Required): void {
  const [path, version] = line.words as [string, string]
  const replacement = replaced.get(path)?.find((one) => one.version === null || one.version === version)
  const isLocal = replacement !== undefined && replacement.to === null
  const number = addPackage(draft, {
    name: replacement && !isLocal ? replacement.path : path,
    version: isLocal ? null : (replacement?.to ?? version),
    origin: isLocal ? 'workspace' : 'registry',
    line: line.line,
  })
  if (!/\bindirect\b/.test(line.comment))
    addDirect(draft, { part, name: path, requested: version, scope: 'runtime', line: line.line }, number)
}

/** replace old [version] => new [version]; a new path without a version is a folder. */
function replacements(lines: GoLine[]): Map<string, Replacement[]> {
  const found = new Map<string, Replacement[]>()
  for (const { words } of lines.filter((one) => one.directive === 'replace')) {
    const arrow = words.indexOf('=>')
    const [path, to] = [words[arrow + 1], words[arrow + 2] ?? null]
    if (arrow < 1 || path === undefined) continue
    const one = { version: arrow > 1 ? words[1]! : null, path, to }
    found.set(words[0]!, [...(found.get(words[0]!) ?? []), one])
  }
  return found
}

function listsAll(lines: GoLine[]): boolean {
  const written = lines.find((one) => one.directive === 'go')?.words[0] ?? '1.0'
  const [major = 1, minor = 0] = written.split('.').map(Number)
  return major > 1 || minor >= 17 || !lines.some((one) => one.directive === 'require')
}

function addFromSum(draft: GraphDraft, sum: string): void {
  const listed = new Set(draft.packages.map((one) => one.name))
  const highest = new Map<string, string>()
  for (const line of sum.split('\n')) {
    const [path, version] = line.split(' ')
    if (!path || !version || version.endsWith('/go.mod') || listed.has(path)) continue
    const known = highest.get(path)
    if (known === undefined || known.localeCompare(version, 'en', { numeric: true }) < 0) highest.set(path, version)
  }
  for (const [name, version] of highest) addPackage(draft, { name, version })
  addNote(
    draft,
    sum === ''
      ? 'Is written for go before 1.17 and has no go.sum; indirect modules are unknown.'
      : 'Is written for go before 1.17; indirect modules are taken from go.sum, which may name more than is built.',
  )
}
