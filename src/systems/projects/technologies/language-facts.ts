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

/** The languages of one part by its own files, ignoring what is vendored or generated. @param files names relative to the project */
export function languageFacts(part: string, files: readonly string[], rules: readonly Rule[]): Fact[] {
  const counts = new Map<string, string[]>()
  for (const file of files) {
    const verdict = classifyName(file)
    const language = typeof verdict === 'object' ? ('language' in verdict ? verdict.language : unsure[verdict.unsure]) : undefined
    if (!language || typeOf(language) !== 'programming' || tools.has(language) || pathExclusion(file)) continue
    counts.set(language, [...(counts.get(language) ?? []), file])
  }
  const total = [...counts.values()].reduce((sum, list) => sum + list.length, 0)
  return [...counts].flatMap(([language, list]) =>
    isSpoken(language, list.length, total) ? [describe({ part, language, list, total }, rules)] : [],
  )
}

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
  const shallow = [...list].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
  const text = `${list.length} of ${total} source files`
  return {
    id: rule?.id ?? language.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    name: language,
    kind: 'language',
    version: null,
    confidence: Math.round(Math.min(0.98, 0.6 + share) * 100) / 100,
    part,
    evidence: shallow.slice(0, 3).map((file) => ({ file, line: null, text })),
    override: null,
  }
}
