import type { Fact, FactKind } from './fact.ts'

/** What a person said about a technology, for one part (`""` for the project's top). Kept apart from what scans find. */
export type Override = {
  technology: string
  part: string
  verdict: 'confirmed' | 'rejected' | 'added'
  /** For one that no scan has found. */
  name?: string
  kind?: FactKind
  version?: string | null
}

/**
 * Lays the person's words over the facts of a scan. A confirmed fact is certain, a rejected one stays listed as
 * rejected, an added one is there until it is taken back, found or not. Words about a part that is gone lie dormant.
 */
export function applyOverrides(facts: readonly Fact[], overrides: readonly Override[]): Fact[] {
  const words = new Map(overrides.map((one) => [keyOf(one.technology, one.part), one]))
  const marked = facts.map((fact) => {
    const word = words.get(keyOf(fact.id, fact.part))
    return word ? mark(fact, word) : fact
  })
  const found = new Set(facts.map((fact) => keyOf(fact.id, fact.part)))
  const added = overrides.filter((one) => one.verdict === 'added' && !found.has(keyOf(one.technology, one.part)))
  return [...marked, ...added.map(invent)]
}

function mark(fact: Fact, word: Override): Fact {
  if (word.verdict === 'rejected') return { ...fact, override: 'rejected', confidence: 0 }
  return { ...fact, override: word.verdict, confidence: 1, version: word.version ?? fact.version }
}

function invent(word: Override): Fact {
  return {
    id: word.technology,
    name: word.name ?? word.technology,
    kind: word.kind ?? 'tooling',
    version: word.version ?? null,
    confidence: 1,
    part: word.part,
    evidence: [],
    override: 'added',
  }
}

function keyOf(technology: string, part: string): string {
  return `${part}\n${technology}`
}
