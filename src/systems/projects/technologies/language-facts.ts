import { pathExclusion } from '../languages/exclusions.ts'
import { classifyName } from '../languages/classify.ts'
import { typeOf } from '../languages/language-table.ts'
import type { Fact } from './fact.ts'
import type { Rule } from './rule.ts'

/** Written to build or run other things: they count as a language of the project only in number. */
const secondary = new Set([
  'Shell',
  'Batchfile',
  'PowerShell',
  'Awk',
  'Perl',
  'SQL',
  'Lua',
  'Vim Script',
  'Nix',
  'Starlark',
  'Groovy',
  'Fish',
  'Emacs Lisp',
])

/** Stand for a tool, which has a rule of its own. */
const tools = new Set([
  'Dockerfile',
  'Makefile',
  'CMake',
  'Gradle',
  'Just',
  'HCL',
  'Prisma',
  'Protocol Buffers',
  'GraphQL',
  'Jupyter Notebook',
  'Meson',
  'Earthly',
  'Bicep',
  'ANTLR',
  'BitBake',
  'Thrift',
  'Open Policy Agent',
  'Lex',
  'Yacc',
  'Nunjucks',
  'AppleScript',
  'Gherkin',
  'Tcl',
])

/** The programming language of each file that counts as the project's own work, by its name alone. */
export function fileLanguages(files: readonly string[]): Map<string, string> {
  const languages = new Map<string, string>()
  for (const file of files) {
    const verdict = classifyName(file)
    const language = typeof verdict === 'object' ? ('language' in verdict ? verdict.language : unsure[verdict.unsure]) : undefined
    if (!language || typeOf(language) !== 'programming' || tools.has(language) || pathExclusion(file)) continue
    languages.set(file, language)
  }
  return languages
}

/** The languages of one part, by its files. */
export function languageFacts(part: string, files: readonly string[], { languages, rules }: LanguageSources): Fact[] {
  const counts = Map.groupBy(
    files.filter((file) => languages.has(file)),
    (file) => languages.get(file) ?? '',
  )
  const total = [...counts.values()].reduce((sum, list) => sum + list.length, 0)
  return [...counts].flatMap(([language, list]) =>
    isSpoken(language, list.length, total) ? [describe({ part, language, list, total }, rules)] : [],
  )
}

export type LanguageSources = { languages: ReadonlyMap<string, string>; rules: readonly Rule[] }

/** What shared extensions mean where nobody has looked into the files: the usual language, if there is one. */
const unsure: Record<string, string | undefined> = {
  '.ts': 'TypeScript',
  '.m': 'Objective-C',
  '.fs': 'F#',
  '.d': undefined,
  '.v': 'Verilog',
  '.h': undefined,
}

function isSpoken(language: string, count: number, total: number): boolean {
  const share = count / total
  if (secondary.has(language)) return count >= 3 && share >= 0.05
  return share >= 0.1 || (count >= 2 && share >= 0.02) || count >= 20
}

function describe(
  { part, language, list, total }: { part: string; language: string; list: string[]; total: number },
  rules: readonly Rule[],
): Fact {
  const rule = rules.find((one) => one.kind === 'language' && one.name === language)
  const share = list.length / total
  const shallow = shallowest(list)
  const text = `${list.length} of ${total} source files`
  return {
    id: rule?.id ?? language.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    name: language,
    kind: 'language',
    version: null,
    confidence: Math.round(Math.min(0.98, 0.6 + share) * 100) / 100,
    part,
    evidence: shallow.map((file) => ({ file, line: null, text })),
    override: null,
  }
}

/** The three files nearest the top, in the order of their names. */
function shallowest(files: readonly string[]): string[] {
  const found: { file: string; depth: number }[] = []
  for (const file of files) {
    const depth = depthOf(file)
    if (found.length === 3 && depth >= (found[2]?.depth ?? 0)) continue
    found.push({ file, depth })
    found.sort((a, b) => a.depth - b.depth || (a.file < b.file ? -1 : 1))
    found.length = Math.min(found.length, 3)
  }
  return found.map((one) => one.file)
}

function depthOf(file: string): number {
  let depth = 0
  for (let slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) depth++
  return depth
}
