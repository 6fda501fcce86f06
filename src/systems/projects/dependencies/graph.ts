/** One word per registry, spelt as package URLs spell it, whatever tool wrote the file. */
export type Ecosystem = 'npm' | 'pypi' | 'cargo' | 'golang' | 'gem' | 'composer' | 'maven' | 'nuget'

/** How strongly a package is needed; the strongest of all ways that lead to it. `peer`: the surroundings supply it. */
export type Scope = 'runtime' | 'optional' | 'peer' | 'dev'

/** Where the package comes from; `workspace` is a part of the same repository. */
export type Origin = 'registry' | 'git' | 'url' | 'file' | 'workspace'

/** What could not be read or is not known, as a sentence for people; `line` counts from 1. */
export type DependencyNote = { file: string; line?: number; sentence: string }

/**
 * One declaration of one part (a folder). It stands in `file` at `line`;
 * `purl` is null where nothing says what it resolved to.
 */
export type DirectDependency = {
  part: string
  file: string
  name: string
  requested: string | null
  scope: Scope
  purl: string | null
  line: number | null
}

/** null is "unknown" in every field that allows it. */
export type DependencyPackage = {
  name: string
  version: string | null
  purl: string
  origin: Origin
  direct: boolean
  scope: Scope
  licences: string[] | null
  dependsOn: string[]
  requested: string | null
  line: number | null
}

/**
 * What one lockfile, or one manifest without a lockfile, says. Paths are relative to the project's root.
 * `complete`: every package an installation needs is listed. `manifests`: other files that contributed.
 */
export type DependencyGraph = {
  ecosystem: Ecosystem
  manager: string
  file: string
  manifests: string[]
  direct: DirectDependency[]
  packages: DependencyPackage[]
  complete: boolean
  notes: DependencyNote[]
}

/** A file's text as parsers get it: no byte order mark, lines end in \n, path relative to the project's root. */
export type SourceText = { path: string; text: string }

/** Parsers of one lockfile get it first, then the manifests that may belong to it. */
export type LockParser = (lock: SourceText, manifests: readonly SourceText[]) => DependencyGraph
