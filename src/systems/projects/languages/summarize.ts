import type { DiscoveryFact } from '../discovery/found.ts'
import type { Attributes } from './attributes.ts'
import type { Exclusion, FileReading, LanguageCount, LanguageSummary } from './count.ts'
import { typeOf } from './language-table.ts'

export type CountedFile = { path: string; size: number; reading: FileReading; attributes: Attributes }

/** Adds the files up. The project's own word in .gitattributes outweighs path and content. */
export function summarize(files: readonly CountedFile[], facts: readonly DiscoveryFact[]): LanguageSummary {
  const languages = new Map<string, Sum>()
  const excluded: LanguageSummary['excluded'] = {}
  const resolveHeader = headerLanguage(files)
  let unknown = 0
  for (const file of files) {
    const exclusion = exclusionOf(file)
    const language = file.attributes.language ?? resolveHeader(file.reading.language)
    if (exclusion) exclude(excluded, exclusion, file.size)
    else if (language === undefined) unknown++
    else include(languages, language, file)
  }
  return { languages: withShares([...languages.values()]), excluded, files: files.length, unknown, facts: [...facts] }
}

function exclusionOf({ reading, attributes }: CountedFile): Exclusion | undefined {
  if (reading.exclusion === 'binary' || reading.exclusion === 'too_large' || reading.exclusion === 'unreadable') return reading.exclusion
  if (attributes.vendored) return 'vendored'
  if (attributes.generated) return 'generated'
  if (attributes.documentation) return 'documentation'
  // Saying "not vendored" lifts that one exclusion, whichever way it was found.
  if (reading.place && attributes[reading.place] !== false) return reading.place
  return reading.exclusion && attributes.generated !== false ? reading.exclusion : undefined
}

// A header without a word of its own speaks the language of the sources beside it.
function headerLanguage(files: readonly CountedFile[]): (language: string | undefined) => string | undefined {
  const has = (language: string) => files.some((file) => file.reading.language === language && !file.reading.place)
  const answer =
    files.some((file) => file.reading.language === 'C header') && !has('C')
      ? has('C++')
        ? 'C++'
        : has('Objective-C')
          ? 'Objective-C'
          : 'C'
      : 'C'
  return (language) => (language === 'C header' ? answer : language)
}

function exclude(excluded: LanguageSummary['excluded'], reason: Exclusion, size: number): void {
  const sum = (excluded[reason] ??= { files: 0, bytes: 0 })
  sum.files++
  sum.bytes += size
}

type Sum = LanguageCount & { /** bytes that take part in the shares */ counted: number }

function include(languages: Map<string, Sum>, language: string, file: CountedFile): void {
  const type = typeOf(language)
  const sum = languages.get(language) ?? { language, type, files: 0, lines: 0, blank: 0, bytes: 0, share: 0, counted: 0 }
  sum.files++
  sum.lines += file.reading.lines
  sum.blank += file.reading.blank
  sum.bytes += file.size
  const isCode = type === 'programming' || type === 'markup'
  if (file.attributes.detectable ?? isCode) sum.counted += file.size
  languages.set(language, sum)
}

function withShares(sums: readonly Sum[]): LanguageCount[] {
  const total = sums.reduce((all, sum) => all + sum.counted, 0)
  const counts = sums.map(({ counted, ...count }) => ({ ...count, share: total === 0 ? 0 : counted / total }))
  return counts.sort((a, b) => b.share - a.share || b.lines - a.lines || (a.language < b.language ? -1 : 1))
}
