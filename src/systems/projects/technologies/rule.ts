import type { FactKind } from './fact.ts'
import type { Source } from './signal.ts'

/**
 * What shows that a technology is used: for each source its names, with blanks between; `*` stands for anything. The
 * first package of a source, and every image and tool, tells the technology's version unless it ends with `~`; the
 * others show that it is there. `file` names are file names, or paths with `/` that end so, or from the top if they begin with `/`.
 */
export type Rule = {
  id: string
  name: string
  kind: FactKind
  /** Technologies that are there wherever this one is. */
  implies?: string[]
} & Partial<Record<Source, string>>

export type RuleHit = { rule: Rule; tellsVersion: boolean }

export type RuleBook = {
  rules: ReadonlyMap<string, Rule>
  /** The rules a name of a source stands for. */
  find: (source: Source, name: string) => RuleHit[]
  /** The rules the presence of a file stands for. */
  findFile: (path: string) => Rule[]
}

const sources: Source[] = [
  'npm',
  'jsr',
  'pypi',
  'gem',
  'composer',
  'maven',
  'gradlePlugin',
  'nuget',
  'go',
  'cargo',
  'hex',
  'pub',
  'swift',
  'cpp',
  'image',
  'system',
  'tool',
  'action',
  'terraform',
  'chart',
  'setting',
  'env',
]

/** Indexes rules. @throws if two rules share an id, or one implies an unknown id */
export function openRules(rules: readonly Rule[]): RuleBook {
  const byId = new Map<string, Rule>()
  for (const rule of rules) {
    if (byId.has(rule.id)) throw new Error(`Two rules are called ${rule.id}`)
    byId.set(rule.id, rule)
  }
  for (const rule of rules) {
    for (const id of rule.implies ?? []) if (!byId.has(id)) throw new Error(`${rule.id} implies ${id}, which is no rule`)
  }
  const names = indexNames(rules)
  return { rules: byId, find: (source, name) => find(names, source, fold(source, name)), findFile: fileFinder(rules) }
}

type Open = { start: string; expression: RegExp; rule: Rule }
type Names = { exact: ReadonlyMap<string, RuleHit[]>; open: ReadonlyMap<Source, Open[]> }

function indexNames(rules: readonly Rule[]): Names {
  const exact = new Map<string, RuleHit[]>()
  const open = new Map<Source, Open[]>()
  for (const source of sources) {
    for (const rule of rules) {
      words(rule[source]).forEach((word, at) => {
        const name = fold(source, word.replace(/~$/, ''))
        if (!name.includes('*'))
          add(exact, `${source} ${name}`, { rule, tellsVersion: !word.endsWith('~') && (at === 0 || isItself.has(source)) })
        else add(open, source, { start: name.slice(0, name.indexOf('*')), expression: new RegExp(`^${pattern(name, '.*')}$`), rule })
      })
    }
  }
  return { exact, open }
}

// Every image and tool of a list is the thing itself; of packages only the first is.
const isItself: ReadonlySet<Source> = new Set(['image', 'tool'])

function find({ exact, open }: Names, source: Source, name: string): RuleHit[] {
  const hits = [...(exact.get(`${source} ${name}`) ?? [])]
  for (const { start, expression, rule } of open.get(source) ?? []) {
    if (name.startsWith(start) && expression.test(name) && !hits.some((hit) => hit.rule === rule)) hits.push({ rule, tellsVersion: false })
  }
  return hits
}

function fold(source: Source, name: string): string {
  if (source === 'pypi') return name.toLowerCase().replace(/[-_.]+/g, '-')
  return source === 'env' || source === 'setting' ? name : name.toLowerCase()
}

type FileEntry = { expression: RegExp; rule: Rule }

/** Names are asked for every file of a project, so patterns are kept by what a path must have to match them. */
function fileFinder(rules: readonly Rule[]): (path: string) => Rule[] {
  const byName = new Map<string, FileEntry[]>()
  const byStem = new Map<string, FileEntry[]>()
  const byEnding = new Map<string, FileEntry[]>()
  const byFolder = new Map<string, FileEntry[]>()
  const others: FileEntry[] = []
  for (const rule of rules) {
    for (const word of words(rule.file)) {
      const entry = { expression: fileExpression(word), rule }
      const name = word.slice(word.lastIndexOf('/') + 1)
      if (/[^/]\//.test(word)) add(byFolder, word.slice(0, word.lastIndexOf('/')).replace(/^.*\//, ''), entry)
      else if (!name.includes('*')) add(byName, name, entry)
      else if (/^[^*]+\.\*$/.test(name)) add(byStem, name.slice(0, -2), entry)
      else if (/^\*\.\w+$/.test(name)) add(byEnding, name.slice(2), entry)
      else others.push(entry)
    }
  }
  return (path) => {
    const slash = path.lastIndexOf('/')
    const name = path.slice(slash + 1)
    const folder = path.slice(path.lastIndexOf('/', slash - 1) + 1, Math.max(slash, 0))
    const dot = name.lastIndexOf('.')
    const near = [byName.get(name), byStem.get(name.slice(0, dot)), byEnding.get(name.slice(dot + 1)), byFolder.get(folder), others]
    const found = near.flatMap((list) => list?.filter(({ expression }) => expression.test(path)) ?? [])
    return found.length === 0 ? nothing : [...new Set(found.map(({ rule }) => rule))]
  }
}

const nothing: Rule[] = []

function fileExpression(word: string): RegExp {
  const start = word.startsWith('/') ? '^' : '(?:^|/)'
  // An ending left open is one extension: a configuration kept as `.ts.txt` configures nothing.
  const body = pattern(word.replace(/^\//, '').replace(/\.\*$/, ''), '[^/]*')
  return new RegExp(`${start}${body}${word.endsWith('.*') ? '\\.[^/.]+' : ''}$`)
}

function pattern(word: string, anything: string): string {
  return word.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', anything)
}

function words(list: string | undefined): string[] {
  return list?.split(' ') ?? []
}

function add<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const known = index.get(key)
  if (known) known.push(value)
  else index.set(key, [value])
}
