import { didYouMean } from '../expressions/nearest.ts'

const MAX_LISTED = 12

/** The sentence for a key that a place does not know: the one that was meant, or all there are. */
export function unknownKey(key: string, known: readonly string[]): string {
  const names = [...new Set(known)]
  const suggestion = didYouMean(key, names)
  const listed = names.length > 0 && names.length <= MAX_LISTED ? ` Known here: ${names.join(', ')}.` : ''
  return `"${key}" is not known here.${suggestion === '' ? listed : suggestion}`
}
