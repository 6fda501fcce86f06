import { posix } from 'node:path'
import type { DependencyGraph, Scope, SourceText } from '../graph.ts'
import { addDirect, addNote, addPackage, finishGraph, startGraph } from '../graph-draft.ts'

export type GemDeclared = { name: string; requested: string | null; scope: Scope; line: number }

/** A Gemfile is a program; this reads the declarations that stand there literally and never runs it. */
export function readGemfile(source: SourceText): GemDeclared[] {
  const found: GemDeclared[] = []
  const blocks: (Scope | null)[] = []
  for (const [i, raw] of source.text.split('\n').entries()) {
    const line = raw.replace(/(^|\s)#.*$/, '').trim()
    if (/^end\b/.test(line)) blocks.pop()
    const opens = /^group\b/.test(line) && /\bdo\b/.test(line)
    if (opens) blocks.push(groupScope(line))
    else if (/\bdo\b(\s*\|[^|]*\|)?$/.test(line) || /^(if|unless|case)\b/.test(line)) blocks.push(null)
    const gem = /^gem[ (]\s*["']([^"']+)["'](.*)$/.exec(line)
    if (!gem) continue
    const around = blocks.findLast((one) => one !== null) ?? 'runtime'
    const own = /\bgroups?:|:groups?\s*=>/.test(gem[2]!) ? groupScope(gem[2]!) : null
    found.push({ name: gem[1]!, requested: versionsIn(gem[2]!), scope: own ?? around, line: i + 1 })
  }
  return found
}

/** A Gemfile without a Gemfile.lock. */
export function parseGemfile(source: SourceText): DependencyGraph {
  const draft = startGraph('gem', 'Gemfile', source.path)
  for (const one of readGemfile(source)) {
    const exact = /^=?\s*(\d[\w.]*)$/.exec(one.requested ?? '')?.[1] ?? null
    addDirect(draft, { ...one, part: posix.dirname(source.path) }, addPackage(draft, { name: one.name, version: exact }))
  }
  const isEmpty = draft.packages.length === 0
  if (!isEmpty) addNote(draft, 'Has no Gemfile.lock; exact versions and what they bring along are unknown.')
  return finishGraph(draft, isEmpty)
}

/** Groups that only developers and test runs load; a gem also in another group is needed at runtime. */
function groupScope(text: string): Scope {
  const names = [...text.matchAll(/:(\w+)|["'](\w+)["']/g)]
    .map((one) => one[1] ?? one[2]!)
    .filter((one) => !/^(group|groups|require|optional)$/.test(one))
  return names.length > 0 && names.every((one) => /^(development|test|doc|docs|lint|ci|rubocop|assets)$/.test(one)) ? 'dev' : 'runtime'
}

function versionsIn(text: string): string | null {
  const found = [...text.matchAll(/,\s*["']([~<>=!\d][^"']*)["']/g)].map((one) => one[1]!)
  return found.length === 0 ? null : found.join(', ')
}
