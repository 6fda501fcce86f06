import { lockfileNames } from '../discovery/lockfile-names.ts'
import { readCargo } from './manifests/cargo.ts'
import { readCompose } from './manifests/compose.ts'
import { readComposer } from './manifests/composer.ts'
import { readCmake, readConan, readVcpkg } from './manifests/cpp.ts'
import { readDeno } from './manifests/deno.ts'
import { readDockerfile } from './manifests/dockerfile.ts'
import { type NugetVersions, readDotnetProject, readGlobalJson } from './manifests/dotnet.ts'
import { readMix } from './manifests/elixir.ts'
import { isEnvExample, readEnvExample } from './manifests/env-example.ts'
import { readGoMod } from './manifests/go.ts'
import { type GradleCatalog, readGradle } from './manifests/gradle.ts'
import { isKubernetes, readChart, readKubernetes } from './manifests/kubernetes.ts'
import { type Catalog, readPackageJson } from './manifests/package-json.ts'
import { readPipeline } from './manifests/pipelines.ts'
import { readPom } from './manifests/pom.ts'
import { readPubspec } from './manifests/pubspec.ts'
import { readPyproject } from './manifests/pyproject.ts'
import { readPythonEntry } from './manifests/python-entry.ts'
import { readPipfile, readRequirements, readSetup } from './manifests/python.ts'
import { readGemfile, readGemfileLock, readGemspec } from './manifests/ruby.ts'
import { isSettingsFile, readSettings } from './manifests/settings.ts'
import { readPodfile, readSwiftPackage, readXcodeProject } from './manifests/swift.ts'
import { readJustfile, readMakefile, readProcfile, readTaskfile } from './manifests/targets.ts'
import { readTerraform } from './manifests/terraform.ts'
import { isVersionFile, readMise, readNamedVersion, readToolVersions, readVersionFile } from './manifests/tool-versions.ts'
import type { PartialReading, SourceFile } from './signal.ts'

/** What other files of the project say that a manifest refers to by name. */
export type Context = { npmCatalog: Catalog; gradleCatalog: GradleCatalog; nugetVersions: NugetVersions }

export type FileReader = {
  matches: (name: string, file: string) => boolean
  /** May throw for a file that is not of its form. */
  read: (file: SourceFile, context: Context) => PartialReading
  /** True where many files match by name and few by content, so that their number is bounded. */
  isGuess?: boolean
}

const named =
  (...names: string[]) =>
  (name: string) =>
    names.includes(name)

export const isCompose = (name: string) => /(?:^|[._-])(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/i.test(name)
const isYaml = (name: string) => /\.ya?ml$/.test(name)
const isPipeline = (name: string, file: string) =>
  /^\.(?:github|gitea|forgejo)\/(?:workflows|actions)\//.test(file) ||
  /^(?:\.gitlab-ci|azure-pipelines[\w-]*|bitbucket-pipelines|\.drone|\.travis|\.woodpecker|cloudbuild|buildspec)\.ya?ml$/.test(name) ||
  /^\.(?:circleci|woodpecker|buildkite)\//.test(file)

export const fileReaders: readonly FileReader[] = [
  { matches: named('package.json'), read: (file, context) => readPackageJson(file, context.npmCatalog) },
  { matches: named('deno.json', 'deno.jsonc'), read: readDeno },
  {
    matches: (name, file) =>
      /^[\w.-]*requirements[\w.-]*\.(?:txt|in)$/.test(name) || /(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/.test(file),
    read: readRequirements,
  },
  { matches: named('pyproject.toml'), read: readPyproject },
  { matches: named('Pipfile'), read: readPipfile },
  { matches: named('setup.py', 'setup.cfg'), read: readSetup },
  { matches: (name) => /^(?:main|app|server|wsgi|asgi|streamlit_app|manage)\.py$/.test(name), read: readPythonEntry, isGuess: true },
  { matches: named('Gemfile'), read: readGemfile },
  { matches: named('Gemfile.lock'), read: readGemfileLock },
  { matches: (name) => name.endsWith('.gemspec'), read: readGemspec },
  { matches: named('composer.json'), read: readComposer },
  { matches: named('pom.xml'), read: readPom },
  { matches: (name) => /\.gradle(?:\.kts)?$/.test(name), read: (file, context) => readGradle(file, context.gradleCatalog) },
  {
    matches: (name) => /\.(?:cs|fs|vb)proj$|^Directory\.Build\.(?:props|targets)$/.test(name),
    read: (file, context) => readDotnetProject(file, context.nugetVersions),
  },
  { matches: named('global.json'), read: readGlobalJson },
  { matches: named('go.mod'), read: readGoMod },
  { matches: named('Cargo.toml'), read: readCargo },
  { matches: named('mix.exs'), read: readMix },
  { matches: named('pubspec.yaml'), read: readPubspec },
  { matches: named('Package.swift'), read: readSwiftPackage },
  { matches: named('project.pbxproj'), read: readXcodeProject },
  { matches: named('Podfile'), read: readPodfile },
  { matches: named('CMakeLists.txt'), read: readCmake },
  { matches: named('vcpkg.json'), read: readVcpkg },
  { matches: named('conanfile.txt', 'conanfile.py'), read: readConan },
  {
    matches: (name) => /^(?:Dockerfile|Containerfile)(?:[._-][\w.-]+)?$|\.dockerfile$/i.test(name) && !name.endsWith('.dockerignore'),
    read: readDockerfile,
  },
  { matches: isCompose, read: readCompose },
  { matches: isPipeline, read: readPipeline },
  { matches: named('Chart.yaml'), read: readChart },
  { matches: (name) => name.endsWith('.tf'), read: readTerraform },
  { matches: isVersionFile, read: readVersionFile },
  { matches: named('.tool-versions'), read: readToolVersions },
  { matches: named('mise.toml', '.mise.toml'), read: readMise },
  { matches: named('rust-toolchain.toml', 'runtime.txt'), read: readNamedVersion },
  { matches: isEnvExample, read: readEnvExample },
  { matches: (_, file) => isSettingsFile(file), read: readSettings },
  { matches: named('Makefile', 'GNUmakefile', 'makefile'), read: readMakefile },
  { matches: named('justfile', 'Justfile', '.justfile'), read: readJustfile },
  { matches: (name) => /^Taskfile(?:\.dist)?\.ya?ml$/.test(name), read: readTaskfile },
  { matches: (name) => /^Procfile(?:\.\w+)?$/.test(name), read: readProcfile },
  {
    matches: (name, file) => isYaml(name) && !isCompose(name) && !isPipeline(name, file) && !lockfileNames.has(name),
    read: (file) => (isKubernetes(file.text) ? readKubernetes(file) : {}),
    isGuess: true,
  },
]
