import type { z } from 'zod'
import type { described } from '#kernel/operations/contract.ts'

export type Described = z.output<typeof described>

export interface Search {
  readonly words: string
  readonly system?: string
  readonly effect?: Described['effect']
}

/** The operations that fit the words best. Words that are in none of an operation's texts do not rule it out. */
export function findOperations(operations: readonly Described[], search: Search, most: number): Described[] {
  const words = wordsOf(search.words)
  return operations
    .filter((one) => (search.system ?? one.system) === one.system && (search.effect ?? one.effect) === one.effect)
    .map((one) => ({ one, score: words.length === 0 ? 1 : scoreOf(one, words) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score || Number(a.one.deprecated !== null) - Number(b.one.deprecated !== null) || a.one.id.localeCompare(b.one.id),
    )
    .slice(0, most)
    .map(({ one }) => one)
}

/** A word in the name counts most, then in the summary, then in what is said about its fields. */
function scoreOf(one: Described, words: readonly string[]): number {
  const name = wordsOf(one.id)
  const summary = wordsOf(one.summary)
  const rest = wordsOf(`${one.description ?? ''} ${JSON.stringify(one.input['properties'] ?? {})}`)
  return words.reduce((sum, word) => {
    if (name.includes(word)) return sum + 8
    if (summary.includes(word)) return sum + 4
    if (name.some((other) => isKin(word, other))) return sum + 3
    if (summary.some((other) => isKin(word, other))) return sum + 2
    return rest.includes(word) ? sum + 1 : sum
  }, 0)
}

/** "dependency" and "dependencies", "process" and "processes": equal in their first letters. */
function isKin(a: string, b: string): boolean {
  const length = Math.max(4, Math.min(a.length, b.length) - 2)
  return a.length >= 4 && b.length >= 4 && a.slice(0, length) === b.slice(0, length)
}

/** `projects.findDependency` is projects, find, dependency. */
function wordsOf(text: string): string[] {
  const apart = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return [...new Set(apart.match(/[\p{L}\p{N}]{2,}/gu) ?? [])]
}
