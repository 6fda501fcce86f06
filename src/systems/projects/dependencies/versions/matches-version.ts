import type { Ecosystem } from '../graph.ts'
import { composerRange } from './composer.ts'
import { gemRange } from './gem.ts'
import { mavenRange } from './maven.ts'
import { nugetRange } from './nuget.ts'
import { pythonRange } from './python.ts'
import { cargoRange, goRange, npmRange } from './semantic.ts'

/** true or false; null where the version is no version of that ecosystem (a branch, a commit), so nobody can tell. */
export type VersionTest = (version: string) => boolean | null

/** A range that cannot be read; the message says what is wrong and what such a range looks like. */
export class BadVersionRange extends Error {
  readonly ecosystem: Ecosystem
  readonly range: string

  constructor(ecosystem: Ecosystem, range: string) {
    super(`"${range.slice(0, 80)}" is no version range of ${names[ecosystem]}; write for example ${examples[ecosystem]}.`)
    this.name = 'BadVersionRange'
    this.ecosystem = ecosystem
    this.range = range
  }
}

/**
 * Whether a version lies in a range, by the rules of its ecosystem, prereleases included.
 * A bare version means what the ecosystem means by it: exactly it, except in Cargo (compatible) and NuGet (at least).
 * Throws BadVersionRange. For many versions use versionMatcher.
 */
export function matchesVersion(ecosystem: Ecosystem, version: string, range: string): boolean | null {
  return versionMatcher(ecosystem, range)(version)
}

/** Reads the range once, for a query over a whole portfolio. Throws BadVersionRange. */
export function versionMatcher(ecosystem: Ecosystem, range: string): VersionTest {
  const trimmed = range.trim()
  // Longer than any real range; keeps the range readers' patterns cheap.
  const test = trimmed === '' || trimmed.length > 500 ? null : readers[ecosystem](trimmed)
  if (test === null) throw new BadVersionRange(ecosystem, range)
  return test
}

const readers: Record<Ecosystem, (range: string) => VersionTest | null> = {
  npm: npmRange,
  cargo: cargoRange,
  golang: goRange,
  pypi: pythonRange,
  gem: gemRange,
  composer: composerRange,
  maven: mavenRange,
  nuget: nugetRange,
}

const names: Record<Ecosystem, string> = {
  npm: 'npm',
  cargo: 'Cargo',
  golang: 'Go',
  pypi: 'Python',
  gem: 'RubyGems',
  composer: 'Composer',
  maven: 'Maven',
  nuget: 'NuGet',
}

const examples: Record<Ecosystem, string> = {
  npm: '^1.2.3, >=2 <3 or 1.x || 2.x',
  cargo: '1.2, ~1.2.3 or >=1.2, <1.5',
  golang: 'v1.2.3 or >=v1.2.0 <v1.5.0',
  pypi: '==1.2.3, >=1.2,<2 or ~=1.4',
  gem: '~> 1.2, >= 1.2, < 2 or 1.2.3',
  composer: '^1.2, ~1.2.3 or >=1.2 <2.0',
  maven: '[1.0,2.0), <2.17.1 or 1.2.3',
  nuget: '[1.0,2.0), <13.0.1 or 1.*',
}
