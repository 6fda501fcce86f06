import packageurl from 'packageurl-js'
import type { Ecosystem, Origin } from './graph.ts'

export type PackageName = { name: string; version: string | null; origin?: Origin; source?: string | null }

/**
 * The package URL that identifies a package everywhere in Optimus.
 * A git or download source becomes a qualifier, so that a fork never passes for the registry's package.
 */
export function packageUrl(ecosystem: Ecosystem, of: PackageName): string {
  const [namespace, name] = splitName(ecosystem, of.name)
  const qualifiers = sourceQualifier(of)
  try {
    return new packageurl.PackageURL(ecosystem, namespace, name, of.version ?? undefined, qualifiers, undefined).toString()
  } catch {
    // Names the specification refuses still need an identity.
    const version = of.version === null ? '' : `@${encodeURIComponent(of.version)}`
    return `pkg:${ecosystem}/${encodeURIComponent(of.name) || 'unnamed'}${version}`
  }
}

/** The same package whatever its version: what two SBOMs or two projects are compared by. */
export function withoutVersion(purl: string): string {
  const end = purl.search(/[?#]/)
  const bare = end < 0 ? purl : purl.slice(0, end)
  const at = bare.lastIndexOf('@')
  return at > bare.lastIndexOf('/') ? bare.slice(0, at) : bare
}

/** Python names that differ only in case, dots, dashes and underscores are one name (PEP 503). */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}

function splitName(ecosystem: Ecosystem, name: string): [string | undefined, string] {
  if (ecosystem === 'pypi') return [undefined, pythonName(name)]
  const separator = ecosystem === 'maven' ? ':' : '/'
  const at = name.lastIndexOf(separator)
  return at <= 0 ? [undefined, name] : [name.slice(0, at), name.slice(at + 1)]
}

function sourceQualifier(of: PackageName): Record<string, string> | undefined {
  if (!of.source) return undefined
  const source = of.source.replace(/\/\/[^/@]*@/, '//')
  if (of.origin === 'git') return { vcs_url: source.startsWith('git+') ? source : `git+${source}` }
  return of.origin === 'url' ? { download_url: source } : undefined
}
