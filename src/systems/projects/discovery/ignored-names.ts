/**
 * Folders that hold what tools fetched or made. They are not searched for projects, and not counted in a folder
 * that has no git to say what belongs to it.
 */
export const ignoredNames: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.jj',
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.yarn',
  '.pnpm-store',
  '.npm',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.astro',
  '.angular',
  '.turbo',
  '.nx',
  '.parcel-cache',
  '.docusaurus',
  'dist',
  'build',
  'out',
  'target',
  'vendor',
  'coverage',
  '.cache',
  '.nyc_output',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.eggs',
  'site-packages',
  '.gradle',
  '.idea',
  '.vs',
  '.bundle',
  'Pods',
  'Carthage',
  'DerivedData',
  '.build',
  '.swiftpm',
  '.dart_tool',
  '.pub-cache',
  '_build',
  '.elixir_ls',
  'elm-stuff',
  '.stack-work',
  'dist-newstyle',
  'zig-cache',
  '.zig-cache',
  'zig-out',
  '.terraform',
  '.serverless',
  '.aws-sam',
  '.direnv',
  '.devenv',
  '.vagrant',
])

/**
 * Folders of other people's code: even where a project tracks them, what lies in them says nothing about it.
 * `build`, `out` and their like are missing on purpose, since a tracked one is the project's own.
 */
export const fetchedNames: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.yarn',
  '.pnpm-store',
  'vendor',
  'third_party',
  'third-party',
  'thirdparty',
  '.venv',
  'venv',
  'site-packages',
  'Pods',
  'Carthage',
  '.bundle',
  'Godeps',
  '_vendor',
  'elm-stuff',
  '.terraform',
])

const fetchedFolder = new RegExp(`(?:^|/)(?:${[...fetchedNames].map((name) => name.replaceAll('.', '\\.')).join('|')})/`)

/** True for a relative path that lies in a folder of other people's code. */
export function isFetched(path: string): boolean {
  return fetchedFolder.test(path)
}
