import type { Fact } from '../evidence/draft.ts'

/** What rules read of a piece of evidence. */
export interface LensRecord {
  readonly id: string | null
  readonly source: string
  readonly words: readonly string[]
  readonly title: string
  readonly link: string | null
  readonly facts: Readonly<Record<string, Fact>>
}

export interface LensReading {
  readonly headline: string
  readonly value: number | null
  readonly unit: string | null
  readonly lines: readonly { readonly text: string; readonly evidence: string | null; readonly link: string | null }[]
}

/** Computes one persona's artefact from records by fixed rules. */
export type LensRule = (records: readonly LensRecord[]) => LensReading

export function numberOf(record: LensRecord, fact: string): number | null {
  const value = record.facts[fact]
  return typeof value === 'number' ? value : null
}

export function nameOf(record: LensRecord): string {
  const name = record.facts['name']
  return typeof name === 'string' ? name : record.title
}

export function ofSource(records: readonly LensRecord[], source: string, fact: string): LensRecord[] {
  return records.filter((record) => record.source === source && record.facts[fact] !== undefined)
}

export function line(record: LensRecord, text: string): LensReading['lines'][number] {
  return { text, evidence: record.id, link: record.link }
}

/** `1 commit`, `2 commits`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${wordFor(number, one, many)}`
}

/** The word alone, for a figure that stands elsewhere. */
export function wordFor(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? one : many
}

export function sumOf(records: readonly LensRecord[], fact: string): number | null {
  const known = records.map((record) => numberOf(record, fact)).filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
}

/** The records with the largest value of a fact, above nothing. */
export function largest(records: readonly LensRecord[], fact: string, most = 5): LensRecord[] {
  return records
    .filter((record) => (numberOf(record, fact) ?? 0) > 0)
    .sort((left, right) => numberOf(right, fact)! - numberOf(left, fact)!)
    .slice(0, most)
}

/** Nothing is known: said, and never a zero. */
export function unknown(headline: string): LensReading {
  return { headline, value: null, unit: null, lines: [] }
}
