import { typeOf } from './languages/language-table.ts'
import type { Language, Technology } from './project.ts'

const mostShown = 4

/** Kinds that say most about a project come first; tools that every project has are left to the project page. */
const telling = [
  'language',
  'framework',
  'runtime',
  'database',
  'queue',
  'cache',
  'search',
  'mobile',
  'desktop',
  'infrastructure',
  'hosting',
  'service',
]

/** The few technologies that describe a project in a list: its main language, then what it is built on. */
export function chooseStack(technologies: readonly Technology[], languages: readonly Language[]): string[] {
  const main = mainLanguageOf(languages)
  const ranked = technologies
    .filter((one) => one.override !== 'rejected' && telling.includes(one.kind))
    .sort((a, b) => telling.indexOf(a.kind) - telling.indexOf(b.kind) || b.confidence - a.confidence || depth(a) - depth(b))
    .map((one) => one.name)
  const names = new Set([...(main ? [main] : []), ...ranked])
  return [...names].slice(0, mostShown)
}

/** The language with the most lines among those people write programs in. */
export function mainLanguageOf(languages: readonly Language[]): string | null {
  const written = languages.filter((language) => typeOf(language.name) === 'programming' && !buildFiles.has(language.name))
  return [...written].sort((a, b) => b.lines - a.lines)[0]?.name ?? null
}

/** Counted as languages of their own, but nobody writes programs in them. */
const buildFiles = new Set(['Go Module', 'Go Checksums', 'Dockerfile', 'Makefile', 'CMake', 'Gradle'])

/** What stands at the top of the project counts before what stands in a part. */
function depth(technology: Technology): number {
  return technology.part === '' ? 0 : technology.part.split('/').length
}
