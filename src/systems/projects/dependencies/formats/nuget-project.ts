import { posix } from 'node:path'
import type { DependencyNote, SourceText } from '../graph.ts'
import { fieldsOf, isRecord, textOf } from '../texts/plain.ts'
import { attributeOf, childOf, childText, childrenOf, readXml } from '../texts/xml.ts'
import { keyLines } from '../texts/source-text.ts'

export type NugetReference = { name: string; version: string | null; isDevelopment: boolean; file: string; line: number | null }

/** One MSBuild file: a project, Directory.Build.props or Directory.Packages.props, properties not yet filled in. */
export type MsbuildFile = {
  path: string
  folder: string
  properties: Map<string, string>
  references: NugetReference[]
  versions: NugetReference[]
  projects: string[]
}

export function readMsbuild(source: SourceText, notes: DependencyNote[]): MsbuildFile {
  const project = childOf(readXml(source, notes), 'Project')
  const groups = [...childrenOf(project, 'ItemGroup'), ...choicesOf(project)]
  const read = (name: string): NugetReference[] => {
    const lineOf = keyLines(source.text, { wraps: true })
    return groups
      .flatMap((group) => childrenOf(group, name))
      .flatMap((one) => readReference(one) ?? [])
      .map((one) => ({ ...one, file: source.path, line: lineOf(`"${one.name}"`) }))
  }
  return {
    path: source.path,
    folder: posix.dirname(source.path),
    properties: propertiesOf(project),
    references: [...read('PackageReference'), ...read('GlobalPackageReference').map((one) => ({ ...one, isDevelopment: true }))],
    versions: [...read('PackageVersion'), ...read('GlobalPackageReference')],
    projects: groups.flatMap((group) => childrenOf(group, 'ProjectReference')).flatMap((one) => attributeOf(one, 'Include') ?? []),
  }
}

/** $(Name) filled in from the files given, nearest first; what none defines stays as written. */
export function fillProperties(files: readonly MsbuildFile[], text: string): string {
  let filled = text
  for (let depth = 0; depth < 10 && filled.includes('$('); depth++) {
    const next = filled.replace(
      /\$\(([\w.-]+)\)/g,
      (whole, key: string) => files.map((one) => one.properties.get(key.toLowerCase())).find((one) => one !== undefined) ?? whole,
    )
    if (next === filled) break
    filled = next
  }
  return filled
}

/** NuGet takes the lowest version a plain number allows, which is that number; moving and open ranges name none. */
export function nugetExact(requested: string): string | null {
  return /^\[?\s*(\d[\w.+-]*)\s*\]?$/.exec(requested)?.[1] ?? null
}

function readReference(one: unknown): Omit<NugetReference, 'line' | 'file'> | null {
  if (!isRecord(one)) return null
  const name = attributeOf(one, 'Include') ?? attributeOf(one, 'Update')
  if (name === null) return null
  const version =
    attributeOf(one, 'VersionOverride') ?? childText(one, 'VersionOverride') ?? attributeOf(one, 'Version') ?? childText(one, 'Version')
  const assets = attributeOf(one, 'PrivateAssets') ?? childText(one, 'PrivateAssets') ?? ''
  return { name, version, isDevelopment: /^all$/i.test(assets) }
}

function choicesOf(project: unknown): unknown[] {
  const branches = childrenOf(project, 'Choose').flatMap((one) => [...childrenOf(one, 'When'), ...childrenOf(one, 'Otherwise')])
  return branches.flatMap((one) => childrenOf(one, 'ItemGroup'))
}

/** MSBuild does not mind the case of property names. */
function propertiesOf(project: unknown): Map<string, string> {
  const found = new Map<string, string>()
  for (const group of childrenOf(project, 'PropertyGroup')) {
    for (const [key, value] of fieldsOf(group)) {
      const text = textOf(value) ?? childText(group, key)
      if (text !== null && !key.startsWith('@')) found.set(key.toLowerCase(), text.trim())
    }
  }
  return found
}
