/** The package tool a manifest belongs to; `none` marks a project without describing a package. */
export type Ecosystem =
  | 'npm'
  | 'deno'
  | 'python'
  | 'ruby'
  | 'php'
  | 'maven'
  | 'gradle'
  | 'dotnet'
  | 'go'
  | 'cargo'
  | 'elixir'
  | 'pub'
  | 'swift'
  | 'cmake'
  | 'haskell'
  | 'scala'
  | 'clojure'
  | 'zig'
  | 'crystal'
  | 'nim'
  | 'erlang'
  | 'ocaml'
  | 'elm'
  | 'none'

const exact: Record<string, Ecosystem> = {
  'package.json': 'npm',
  'deno.json': 'deno',
  'deno.jsonc': 'deno',
  'pyproject.toml': 'python',
  'setup.py': 'python',
  'setup.cfg': 'python',
  'requirements.txt': 'python',
  Pipfile: 'python',
  Gemfile: 'ruby',
  'composer.json': 'php',
  'pom.xml': 'maven',
  'build.gradle': 'gradle',
  'build.gradle.kts': 'gradle',
  'settings.gradle': 'gradle',
  'settings.gradle.kts': 'gradle',
  'go.mod': 'go',
  'go.work': 'go',
  'Cargo.toml': 'cargo',
  'mix.exs': 'elixir',
  'pubspec.yaml': 'pub',
  'Package.swift': 'swift',
  Podfile: 'swift',
  'CMakeLists.txt': 'cmake',
  'meson.build': 'cmake',
  'stack.yaml': 'haskell',
  'build.sbt': 'scala',
  'project.clj': 'clojure',
  'deps.edn': 'clojure',
  'build.zig': 'zig',
  'shard.yml': 'crystal',
  'rebar.config': 'erlang',
  'dune-project': 'ocaml',
  'elm.json': 'elm',
  'pnpm-workspace.yaml': 'none',
  Makefile: 'none',
  Dockerfile: 'none',
  Procfile: 'none',
  'flake.nix': 'none',
  'compose.yaml': 'none',
  'compose.yml': 'none',
  'docker-compose.yaml': 'none',
  'docker-compose.yml': 'none',
  'main.tf': 'none',
  'Chart.yaml': 'none',
  'wrangler.toml': 'none',
  'serverless.yml': 'none',
}

const endings: [string, Ecosystem][] = [
  ['.csproj', 'dotnet'],
  ['.fsproj', 'dotnet'],
  ['.vbproj', 'dotnet'],
  ['.sln', 'dotnet'],
  ['.slnx', 'dotnet'],
  ['.xcodeproj', 'swift'],
  ['.cabal', 'haskell'],
  ['.nimble', 'nim'],
  ['.gemspec', 'ruby'],
]

/** The ecosystem of a file name that marks a project, or undefined when it marks nothing. */
export function manifestEcosystem(name: string): Ecosystem | undefined {
  if (Object.hasOwn(exact, name)) return exact[name]
  return endings.find(([ending]) => name.length > ending.length && name.endsWith(ending))?.[1]
}

// Describe a whole or its build, not one package.
const groupings = new Set(['settings.gradle', 'settings.gradle.kts', 'go.work', 'meson.build'])

/** True for a manifest that makes the folder around it one package of a project. */
export function isPackageManifest(name: string): boolean {
  const ecosystem = manifestEcosystem(name)
  if (ecosystem === undefined || ecosystem === 'none' || groupings.has(name)) return false
  return !name.endsWith('.sln') && !name.endsWith('.slnx') && ecosystem !== 'cmake'
}

// Lie at the top of a project and nowhere else.
const topMarks = new Set([
  '.gitignore',
  '.gitattributes',
  '.github',
  '.gitlab-ci.yml',
  '.editorconfig',
  '.devcontainer',
  'turbo.json',
  'nx.json',
  'rush.json',
  'lerna.json',
])

/** True for a name that marks a folder as the top of a project although it describes no package. */
export function marksTop(name: string): boolean {
  return topMarks.has(name) || manifestEcosystem(name) !== undefined
}
