import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { DependencyGraph, DependencyPackage } from './graph.ts'
import { licencesOf, manifestLicences } from './licences.ts'
import { pythonName } from './purl.ts'
import { listInside, readInside } from './read-source.ts'
import { isRecord, textOf } from './texts/plain.ts'

// A package's own description is small; what is larger is something else.
const largestDescription = 1024 * 1024

/**
 * Fills in licences that lockfiles leave out from packages installed inside the project.
 * Only where the installed version is the locked one; nothing installed is run.
 */
export function addInstalledLicences(projectDir: string, graphs: readonly DependencyGraph[]): void {
  for (const graph of graphs) {
    const find = finders[graph.ecosystem]?.(projectDir, posix.dirname(graph.file))
    if (!find) continue
    for (const one of graph.packages) {
      if (one.licences === null && one.version !== null && one.origin !== 'workspace') one.licences = find(one)
    }
  }
}

type Find = (one: DependencyPackage) => string[] | null

const finders: Partial<Record<DependencyGraph['ecosystem'], (projectDir: string, folder: string) => Find | null>> = {
  npm: nodeModules,
  pypi: sitePackages,
  cargo: cargoVendor,
  gem: bundleVendor,
}

function nodeModules(projectDir: string, folder: string): Find | null {
  const modules = posix.join(folder, 'node_modules')
  if (!existsSync(join(projectDir, modules))) return null
  const store = pnpmStore(projectDir, modules)
  return (one) => {
    const places = [posix.join(modules, one.name), ...(store.get(`${one.name}@${one.version}`) ?? [])]
    return first(places, (place) => {
      const manifest = json(projectDir, posix.join(place, 'package.json'))
      return isRecord(manifest) && manifest['version'] === one.version ? manifestLicences(manifest) : null
    })
  }
}

/** pnpm keeps each package at .pnpm/name@version(_peers)/node_modules/name, with + for the scope's slash. */
function pnpmStore(projectDir: string, modules: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const entry of listInside(projectDir, posix.join(modules, '.pnpm'))) {
    const at = entry.indexOf('@', 1)
    if (at < 0) continue
    const name = entry.slice(0, at).replace('+', '/')
    const version = entry.slice(at + 1).split(/[_(]/, 1)[0]!
    found.set(`${name}@${version}`, [posix.join(modules, '.pnpm', entry, 'node_modules', name)])
  }
  return found
}

/** A virtual environment's name-version.dist-info/METADATA. */
function sitePackages(projectDir: string, folder: string): Find | null {
  const found = new Map<string, string>()
  for (const environment of ['.venv', 'venv', 'env']) {
    const lib = posix.join(folder, environment, 'lib')
    for (const python of listInside(projectDir, lib)) {
      const site = posix.join(lib, python, 'site-packages')
      for (const entry of listInside(projectDir, site)) {
        const info = /^(.+)-([^-]+)\.dist-info$/.exec(entry)
        if (info) found.set(`${pythonName(info[1]!)}@${info[2]}`, posix.join(site, entry, 'METADATA'))
      }
    }
  }
  if (found.size === 0) return null
  return (one) => {
    const path = found.get(`${pythonName(one.name)}@${one.version}`)
    return path === undefined ? null : metadataLicences(text(projectDir, path) ?? '')
  }
}

/** Today's License-Expression, else the License field if it is a name and not the whole text, else the classifiers. */
function metadataLicences(metadata: string): string[] | null {
  const header = metadata.split(/\r?\n\r?\n/, 1)[0]!
  const expression = /^License-Expression:\s*(.+)$/m.exec(header)?.[1]
  if (expression) return licencesOf(expression)
  const name = /^License:\s*(.+)$/m.exec(header)?.[1]?.trim()
  const isText = /^License:.*\n[ \t]+\S/m.test(header)
  if (name && !isText && name.length < 80 && name !== 'UNKNOWN') return licencesOf(name)
  const classifiers = [...header.matchAll(/^Classifier:\s*License\s*::\s*(?:.*::\s*)?(.+)$/gm)].map((one) => one[1]!.trim())
  return licencesOf(classifiers.filter((one) => one !== 'OSI Approved'))
}

function cargoVendor(projectDir: string, folder: string): Find | null {
  const vendor = posix.join(folder, 'vendor')
  if (!existsSync(join(projectDir, vendor))) return null
  return (one) =>
    first([one.name, `${one.name}-${one.version}`], (name) => {
      const manifest = text(projectDir, posix.join(vendor, name, 'Cargo.toml')) ?? ''
      const version = /^version\s*=\s*"([^"]+)"/m.exec(manifest)?.[1]
      return version === one.version ? licencesOf(/^license\s*=\s*"([^"]+)"/m.exec(manifest)?.[1]) : null
    })
}

/** vendor/bundle/ruby/3.3.0/specifications/name-version.gemspec states `s.licenses = ["MIT".freeze]`. */
function bundleVendor(projectDir: string, folder: string): Find | null {
  const bundle = posix.join(folder, 'vendor/bundle/ruby')
  const versions = listInside(projectDir, bundle)
  if (versions.length === 0) return null
  return (one) =>
    first(versions, (ruby) => {
      const specification = text(projectDir, posix.join(bundle, ruby, 'specifications', `${one.name}-${one.version}.gemspec`)) ?? ''
      const stated = /\.licenses? = \[?([^\]\n]*)/.exec(specification)?.[1] ?? ''
      return licencesOf([...stated.matchAll(/"([^"]+)"/g)].map((found) => found[1]))
    })
}

function first(places: readonly string[], read: (place: string) => string[] | null): string[] | null {
  for (const place of places) {
    const found = read(place)
    if (found) return found
  }
  return null
}

function text(projectDir: string, path: string): string | null {
  const bytes = readInside(projectDir, path, largestDescription)
  return typeof bytes === 'string' ? null : textOf(new TextDecoder().decode(bytes))
}

function json(projectDir: string, path: string): unknown {
  try {
    return JSON.parse(text(projectDir, path) ?? 'null')
  } catch {
    return null
  }
}
