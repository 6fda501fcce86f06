import { evidenceSources } from './sources.ts'

/** What a lens may name: each source by its id, with its words. */
export function lensVocabulary(): ReadonlyMap<string, readonly string[]> {
  return new Map(evidenceSources.map(({ id, words }) => [id, words]))
}

/** Why this entry of a lens takes nothing in, in words that say what would; null when it may take something in. */
export function lensProblem(entry: string): string | null {
  const known = lensVocabulary()
  const [source = '', word] = entry.split(':')
  const words = known.get(source)
  if (!words) return `There is no source ${source} for a lens; there are ${[...known.keys()].join(', ')}.`
  if (word === undefined || words.includes(word)) return null
  return `Nothing of ${source} is about ${word}; a lens may be ${source}, or ${source}: with one of ${words.join(', ')}.`
}
