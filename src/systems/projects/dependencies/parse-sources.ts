import type { FormatId } from './file-names.ts'
import type { DependencyGraph, DependencyNote, LockParser, SourceText } from './graph.ts'
import { mergeConflict } from './texts/source-text.ts'

/** `notes`: what concerns no single graph. */
export type ParseResult = { graphs: DependencyGraph[]; notes: DependencyNote[] }

type Parser = (sources: readonly SourceText[]) => DependencyGraph[]

/** Each parser is loaded on first use, so that a worker holds only what its project needs. */
const parsers: Record<FormatId, () => Promise<Parser>> = {
  npm: async () => lock((await import('./formats/package-lock.ts')).parsePackageLock),
  pnpm: async () => lock((await import('./formats/pnpm-lock.ts')).parsePnpmLock),
  yarn: async () => {
    const { isYarnBerry, parseYarnBerry } = await import('./formats/yarn-berry.ts')
    const { parseYarnClassic } = await import('./formats/yarn-classic.ts')
    return lock((source, manifests) => (isYarnBerry(source.text) ? parseYarnBerry : parseYarnClassic)(source, manifests))
  },
  bun: async () => lock((await import('./formats/bun-lock.ts')).parseBunLock),
  'bun-binary': async () => lock((await import('./formats/bun-lock.ts')).parseBunBinaryLock),
  pip: async () => (await import('./formats/pip.ts')).parsePip,
  pipenv: async () => lock((await import('./formats/pipfile-lock.ts')).parsePipfileLock),
  poetry: async () => lock((await import('./formats/poetry-lock.ts')).parsePoetryLock),
  uv: async () => lock((await import('./formats/uv-lock.ts')).parseUvLock),
  pdm: async () => lock((await import('./formats/pdm-lock.ts')).parsePdmLock),
  cargo: async () => lock((await import('./formats/cargo-lock.ts')).parseCargoLock),
  go: async () => lock((await import('./formats/go-mod.ts')).parseGoMod),
  bundler: async () => lock((await import('./formats/gemfile-lock.ts')).parseGemfileLock),
  composer: async () => lock((await import('./formats/composer-lock.ts')).parseComposerLock),
  maven: async () => (await import('./formats/maven.ts')).parseMaven,
  gradle: async () => (await import('./formats/gradle.ts')).parseGradle,
  nuget: async () => (await import('./formats/nuget.ts')).parseNuget,
  'package.json': async () => each((await import('./formats/package-json.ts')).parsePackageJson),
  'pyproject.toml': async () => each((await import('./formats/pyproject.ts')).parsePyproject),
  Pipfile: async () => each((await import('./formats/pipfile-lock.ts')).parsePipfile),
  'Cargo.toml': async () => each((await import('./formats/cargo-toml.ts')).parseCargoToml),
  Gemfile: async () => each((await import('./formats/gemfile.ts')).parseGemfile),
  'composer.json': async () => each((await import('./formats/composer-lock.ts')).parseComposerJson),
}

/** Parses what belongs together. Never throws for what a file holds: a broken file becomes a note. */
export async function parseSources(format: FormatId, sources: readonly SourceText[]): Promise<ParseResult> {
  if (sources.length === 0) return { graphs: [], notes: [] }
  const notes = sources.map(mergeConflict).filter((one) => one !== null)
  const parse = await parsers[format]()
  try {
    return { graphs: parse(sources).filter(saysSomething), notes }
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
    return { graphs: [], notes: [...notes, { file: sources[0]!.path, sentence: `Could not be read (${reason}).` }] }
  }
}

function lock(parse: LockParser): Parser {
  return ([main, ...others]) => [parse(main!, others)]
}

function each(parse: (source: SourceText) => DependencyGraph): Parser {
  return (sources) => sources.map(parse)
}

/** A manifest without dependencies and without trouble is no news. */
function saysSomething(graph: DependencyGraph): boolean {
  return graph.packages.length > 0 || graph.direct.length > 0 || graph.notes.length > 0
}
