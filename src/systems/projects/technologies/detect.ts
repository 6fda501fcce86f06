import { type Evidence, type Fact, type FactKind } from './fact.ts'
import type { Rule, RuleBook } from './rule.ts'
import type { Scope, Signal, Source } from './signal.ts'

/** The technologies that the signals of one part show. Pure: the same signals give the same facts in the same order. */
export function detect(part: string, signals: readonly Signal[], book: RuleBook): Fact[] {
  const drafts = new Map<string, Draft>()
  for (const signal of signals) {
    const hits =
      signal.source === 'file'
        ? book.findFile(signal.name).map((rule) => ({ rule, tellsVersion: false }))
        : book.find(signal.source, signal.name)
    for (const { rule, tellsVersion } of hits) {
      note(drafts, rule, { signal, weight: weigh(signal), tellsVersion: tellsVersion && mayTell(rule.kind, signal.source) })
    }
  }
  for (const draft of [...drafts.values()]) imply(drafts, draft, book)
  return [...drafts.values()].map((draft) => finish(part, draft)).sort(byConfidence)
}

type Clue = { signal: Signal; weight: number; tellsVersion: boolean }
type Draft = { rule: Rule; clues: Clue[] }

function note(drafts: Map<string, Draft>, rule: Rule, clue: Clue): void {
  const draft = drafts.get(rule.id) ?? { rule, clues: [] }
  draft.clues.push(clue)
  drafts.set(rule.id, draft)
}

// What is implied rests on the same lines, and is a little less sure than what they say outright.
function imply(drafts: Map<string, Draft>, draft: Draft, book: RuleBook): void {
  for (const id of draft.rule.implies ?? []) {
    const rule = book.rules.get(id)
    if (!rule) continue
    const isNew = !drafts.has(id)
    for (const clue of draft.clues.slice(0, mostEvidence)) note(drafts, rule, { ...clue, weight: clue.weight * 0.9, tellsVersion: false })
    const added = drafts.get(id)
    if (isNew && added) imply(drafts, added, book)
  }
}

const weights: Record<Source, number> = {
  npm: 0.97,
  jsr: 0.97,
  pypi: 0.97,
  gem: 0.97,
  composer: 0.97,
  maven: 0.97,
  gradlePlugin: 0.97,
  nuget: 0.97,
  go: 0.97,
  cargo: 0.97,
  hex: 0.97,
  pub: 0.97,
  swift: 0.97,
  cpp: 0.9,
  image: 0.95,
  system: 0.85,
  tool: 0.95,
  action: 0.85,
  terraform: 0.95,
  chart: 0.9,
  setting: 0.95,
  env: 0.6,
  file: 0.9,
}

const scopes: Record<Scope, number> = { runtime: 1, dev: 0.95, weak: 0.7 }

function weigh({ source, scope }: Signal): number {
  return weights[source] * scopes[scope]
}

// The version of a client library is not the version of the server it talks to.
const servers: ReadonlySet<FactKind> = new Set(['database', 'cache', 'queue', 'search', 'service', 'hosting', 'infrastructure', 'ci'])
const ownSources: ReadonlySet<Source> = new Set(['image', 'tool', 'setting'])

function mayTell(kind: FactKind, source: Source): boolean {
  return source !== 'action' && (!servers.has(kind) || ownSources.has(source))
}

const mostEvidence = 6

function finish(part: string, { rule, clues }: Draft): Fact {
  const strongest = [...clues].sort(
    (a, b) => b.weight - a.weight || order(a.signal) - order(b.signal) || (a.signal.file < b.signal.file ? -1 : 1),
  )
  const doubt = distinct(strongest.map((clue) => clue.signal.file)).length > 1 ? strongest.slice(0, 3) : strongest.slice(0, 1)
  const confidence = 1 - doubt.reduce((product, clue) => product * (1 - clue.weight), 1)
  return {
    id: rule.id,
    name: rule.name,
    kind: rule.kind,
    version: chooseVersion(strongest),
    confidence: Math.round(Math.min(confidence, 0.99) * 100) / 100,
    part,
    evidence: chooseEvidence(strongest),
    override: null,
  }
}

// An exact version says more than a range; among equals the stronger line speaks.
function chooseVersion(strongest: readonly Clue[]): string | null {
  const told = strongest.filter((clue) => clue.tellsVersion && clue.signal.version !== null)
  const exact = told.find((clue) => /^v?\d[\w.+-]*$/.test(clue.signal.version ?? ''))
  return (exact ?? told[0])?.signal.version ?? null
}

function chooseEvidence(strongest: readonly Clue[]): Evidence[] {
  const seen = new Set<string>()
  const evidence: Evidence[] = []
  for (const { signal } of strongest) {
    const key = `${signal.file}:${signal.line}`
    if (seen.has(key) || evidence.length >= mostEvidence) continue
    seen.add(key)
    evidence.push({ file: signal.file, line: signal.line, text: signal.text })
  }
  return evidence
}

function order(signal: Signal): number {
  return signal.file.split('/').length * 100_000 + (signal.line ?? 0)
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

function byConfidence(a: Fact, b: Fact): number {
  return b.confidence - a.confidence || (a.id < b.id ? -1 : 1)
}
