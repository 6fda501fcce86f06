import type { DiscoveryFact } from '../discovery/found.ts'
import type { LanguageType } from './language-table.ts'

/** What one language makes up of a project, without what is excluded. */
export type LanguageCount = {
  language: string
  type: LanguageType
  files: number
  /** All lines, the blank ones among them. */
  lines: number
  blank: number
  bytes: number
  /** Part of all counted bytes of programming and markup, 0 to 1; 0 for data and prose. */
  share: number
}

/** Why a file is not counted as the project's own work. */
export type Exclusion = 'vendored' | 'generated' | 'minified' | 'documentation' | 'binary' | 'too_large' | 'unreadable'

export type LanguageSummary = {
  /** Largest share first, then by lines. */
  languages: LanguageCount[]
  excluded: Partial<Record<Exclusion, { files: number; bytes: number }>>
  /** Files that belong to the project, and those of them in no language known here. */
  files: number
  unknown: number
  facts: DiscoveryFact[]
}

/** What one file says; true as long as its size and times do not change. */
export type FileReading = {
  language?: string
  lines: number
  blank: number
  /** By its place and name. */
  place?: 'vendored' | 'generated' | 'documentation'
  /** By its content. */
  exclusion?: 'generated' | 'minified' | 'binary' | 'too_large' | 'unreadable'
}

export type CachedReading = FileReading & { size: number; changed: number }

/** Kept by the caller between scans, one for each project; a Map will do. Plain data, fit to be stored. */
export type ReadingCache = {
  get(path: string): CachedReading | undefined
  set(path: string, reading: CachedReading): unknown
  keys(): Iterable<string>
  delete(path: string): unknown
}
