import type { DependencyNote, SourceText } from '../graph.ts'
import { fieldOf, fieldsOf, textOf, textsOf } from '../texts/plain.ts'
import { tomlKeyLines } from '../texts/source-text.ts'
import { readToml } from '../texts/toml.ts'

export type CatalogEntry = { name: string; version: string | null; line: number | null }

/** A version catalog; keys are spelt with dots, as build files spell them. */
export type GradleCatalog = {
  path: string
  libraries: Map<string, CatalogEntry>
  plugins: Map<string, CatalogEntry>
  bundles: Map<string, string[]>
  versions: Map<string, string>
}

export function readGradleCatalog(source: SourceText, notes: DependencyNote[]): GradleCatalog {
  const value = readToml(source, notes)
  const lineOf = tomlKeyLines(source.text)
  const versions = new Map(
    fieldsOf(fieldOf(value, 'versions')).flatMap(([key, one]) => {
      const version = exactOf(one)
      return version === null ? [] : [[key, version] as const]
    }),
  )
  const entries = (section: string, nameOf: (one: unknown) => string | null) =>
    new Map(
      fieldsOf(fieldOf(value, section)).flatMap(([key, one]): [string, CatalogEntry][] => {
        const name = nameOf(one)
        if (name === null) return []
        return [[dotted(key), { name, version: versionOf(one, versions), line: lineOf(key) }]]
      }),
    )
  return {
    path: source.path,
    libraries: entries('libraries', libraryName),
    plugins: entries('plugins', pluginName),
    bundles: new Map(fieldsOf(fieldOf(value, 'bundles')).map(([key, list]) => [dotted(key), textsOf(list).map(dotted)])),
    versions: new Map([...versions].map(([key, version]) => [dotted(key), version])),
  }
}

/** Gradle publishes each plugin as an artifact of this name. */
export function pluginArtifact(id: string): string {
  return `${id}:${id}.gradle.plugin`
}

function dotted(key: string): string {
  return key.replace(/[-_]/g, '.')
}

function libraryName(one: unknown): string | null {
  const short = /^([^:]+:[^:]+)(:|$)/.exec(textOf(one) ?? '')?.[1]
  const [group, name] = [textOf(fieldOf(one, 'group')), textOf(fieldOf(one, 'name'))]
  return short ?? textOf(fieldOf(one, 'module')) ?? (group !== null && name !== null ? `${group}:${name}` : null)
}

function pluginName(one: unknown): string | null {
  const id = textOf(fieldOf(one, 'id')) ?? textOf(one)?.split(':', 1)[0] ?? null
  return id === null ? null : pluginArtifact(id)
}

function versionOf(one: unknown, versions: Map<string, string>): string | null {
  const short = textOf(one)
  if (short !== null) return short.split(':').at(-1)!.includes('.') && short.split(':').length > 1 ? short.split(':').at(-1)! : null
  const version = fieldOf(one, 'version')
  const reference = textOf(fieldOf(version, 'ref'))
  return reference === null ? exactOf(version) : (versions.get(reference) ?? null)
}

/** A version may be rich: { strictly, require, prefer, reject }. Ranges name no version. */
function exactOf(version: unknown): string | null {
  const written =
    textOf(version) ?? textOf(fieldOf(version, 'prefer')) ?? textOf(fieldOf(version, 'strictly')) ?? textOf(fieldOf(version, 'require'))
  return written !== null && /^[^[\](),+]+$/.test(written) ? written : null
}
