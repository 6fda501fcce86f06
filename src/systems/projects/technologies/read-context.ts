import { load } from 'js-yaml'
import { join, nameOf } from '../discovery/byte-path.ts'
import { asObject } from '../discovery/json-text.ts'
import { type Reach, readTextInside } from '../discovery/read-text.ts'
import type { Context } from './file-readers.ts'
import { parseNugetVersions } from './manifests/dotnet.ts'
import { parseCatalog } from './manifests/gradle.ts'

const limit = 1024 * 1024

/** Reads the files that give versions by name to the manifests of a project. Broken ones give none. */
export function readContext(reach: Reach, top: string, files: readonly string[]): Context {
  const texts = (wanted: (name: string, file: string) => boolean) =>
    files.filter((file) => wanted(nameOf(file), file)).map((file) => readTextInside(reach, join(top, file), limit) ?? '')
  return {
    npmCatalog: merge(texts((name) => name === 'pnpm-workspace.yaml').map((text) => attempt(() => npmCatalog(text)))),
    gradleCatalog: merge(texts((name) => name.endsWith('.versions.toml')).map((text) => attempt(() => parseCatalog(text)))),
    nugetVersions: merge(texts((name) => name === 'Directory.Packages.props').map((text) => attempt(() => parseNugetVersions(text)))),
  }
}

function npmCatalog(text: string): Map<string, string> {
  const workspace = asObject(load(text))
  const tables = [workspace.catalog, ...Object.values(asObject(workspace.catalogs))].map(asObject)
  return new Map(tables.flatMap((table) => Object.entries(table).map(([name, range]) => [name, String(range)] as const)))
}

function attempt<T>(read: () => ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  try {
    return read()
  } catch {
    return new Map()
  }
}

function merge<T>(maps: readonly ReadonlyMap<string, T>[]): Map<string, T> {
  return new Map(maps.flatMap((map) => [...map]))
}
