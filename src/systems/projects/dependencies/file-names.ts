import { posix } from 'node:path'

export type Manifest = 'package.json' | '.yarnrc.yml' | 'pyproject.toml' | 'Pipfile' | 'Cargo.toml' | 'go.sum' | 'Gemfile' | 'composer.json'

/** What a parse job reads: a lockfile's format, a family of files, or a manifest that stands alone. */
export type FormatId =
  | 'npm'
  | 'pnpm'
  | 'yarn'
  | 'bun'
  | 'bun-binary'
  | 'pip'
  | 'pipenv'
  | 'poetry'
  | 'uv'
  | 'pdm'
  | 'cargo'
  | 'go'
  | 'bundler'
  | 'composer'
  | 'maven'
  | 'gradle'
  | 'nuget'
  | Exclude<Manifest, '.yarnrc.yml' | 'go.sum'>

const names: ReadonlyMap<string, FormatId | Manifest> = new Map<string, FormatId | Manifest>([
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun-binary'],
  ['package.json', 'package.json'],
  ['.yarnrc.yml', '.yarnrc.yml'],
  ['poetry.lock', 'poetry'],
  ['uv.lock', 'uv'],
  ['pdm.lock', 'pdm'],
  ['Pipfile.lock', 'pipenv'],
  ['pyproject.toml', 'pyproject.toml'],
  ['Pipfile', 'Pipfile'],
  ['Cargo.lock', 'cargo'],
  ['Cargo.toml', 'Cargo.toml'],
  ['go.mod', 'go'],
  ['go.sum', 'go.sum'],
  ['Gemfile.lock', 'bundler'],
  ['gems.locked', 'bundler'],
  ['Gemfile', 'Gemfile'],
  ['gems.rb', 'Gemfile'],
  ['composer.lock', 'composer'],
  ['composer.json', 'composer.json'],
  ['pom.xml', 'maven'],
  ['build.gradle', 'gradle'],
  ['build.gradle.kts', 'gradle'],
  ['gradle.properties', 'gradle'],
  ['gradle.lockfile', 'gradle'],
  ['buildscript-gradle.lockfile', 'gradle'],
  ['packages.lock.json', 'nuget'],
  ['packages.config', 'nuget'],
])

const patterns: readonly [RegExp, FormatId][] = [
  [/(^|\/)[^/]+\.versions\.toml$/, 'gradle'],
  [/(^|\/)gradle\/dependency-locks\/[^/]+\.lockfile$/, 'gradle'],
  [/\.(cs|fs|vb)proj$/, 'nuget'],
  [/(^|\/)directory\.(packages|build)\.props$/i, 'nuget'],
  [/(^|\/)([^/]*[-_.])?(requirements?|constraints?)([-_.][^/]*)?\.(txt|in|pip)$/i, 'pip'],
  [/(^|\/)(requirements|reqs)\/[^/]+\.(txt|in|pip)$/i, 'pip'],
]

/** null for files that say nothing of dependencies. */
export function formatOf(file: string): FormatId | Manifest | null {
  return names.get(posix.basename(file)) ?? patterns.find(([pattern]) => pattern.test(file))?.[1] ?? null
}

const thirdParty =
  /(^|\/)(node_modules|bower_components|vendor|\.venv|venv|site-packages|__pypackages__|\.git|\.yarn|\.tox|\.gradle|Pods)\//

/** Installed packages' own manifests are not the project's. */
export function isThirdParty(file: string): boolean {
  return thirdParty.test(file)
}
