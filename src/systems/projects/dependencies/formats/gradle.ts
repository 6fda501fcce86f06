import { posix } from 'node:path'
import type { DependencyGraph, DependencyNote, Origin, SourceText } from '../graph.ts'
import { addDirect, addNote, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { readGradleBuild, readGradleVariables, type GradleDeclared } from './gradle-build.ts'
import { pluginArtifact, readGradleCatalog, type CatalogEntry, type GradleCatalog } from './gradle-catalog.ts'
import { fillFromGradleLock } from './gradle-lockfile.ts'

/**
 * All Gradle files of a project: per folder one graph of its lockfiles and its build script,
 * and per version catalog one graph of what no script names literally.
 */
export function parseGradle(sources: readonly SourceText[]): DependencyGraph[] {
  const project = readProject(sources)
  const folders = new Set([...project.scripts.keys(), ...project.locks.keys()])
  const graphs = [...folders].sort().map((folder) => parseFolder(project, folder))
  return [...graphs, ...project.catalogs.map(({ catalog, notes }) => unusedEntries(project, catalog, notes))].filter((one) => one !== null)
}

type Project = {
  scripts: Map<string, SourceText>
  locks: Map<string, SourceText[]>
  variables: Map<string, Map<string, string>>
  catalogs: { catalog: GradleCatalog; notes: DependencyNote[] }[]
  used: Set<CatalogEntry>
}

function readProject(sources: readonly SourceText[]): Project {
  const project: Project = { scripts: new Map(), locks: new Map(), variables: new Map(), catalogs: [], used: new Set() }
  for (const source of sources) {
    const folder = posix.dirname(source.path)
    const name = posix.basename(source.path)
    if (name.endsWith('.lockfile')) {
      const owner = folder.replace(/(^|\/)gradle\/dependency-locks$/, '') || '.'
      project.locks.set(owner, [...(project.locks.get(owner) ?? []), source])
    } else if (name.endsWith('.versions.toml')) {
      const notes: DependencyNote[] = []
      project.catalogs.push({ catalog: readGradleCatalog(source, notes), notes })
    } else {
      if (name.startsWith('build.gradle')) project.scripts.set(folder, source)
      const known = project.variables.get(folder) ?? new Map<string, string>()
      for (const [key, value] of readGradleVariables(source)) known.set(key, value)
      project.variables.set(folder, known)
    }
  }
  return project
}

function parseFolder(project: Project, folder: string): DependencyGraph | null {
  const locks = project.locks.get(folder) ?? []
  const script = project.scripts.get(folder)
  const draft = startGraph('maven', 'gradle', locks[0]?.path ?? script!.path)
  const locked = new Map(locks.flatMap((lock) => [...fillFromGradleLock(draft, lock)]))
  for (const lock of locks.slice(1)) draft.manifests.add(lock.path)
  if (script) {
    if (locks.length > 0) draft.manifests.add(script.path)
    for (const one of readGradleBuild(script)) declare(project, { draft, folder, script: script.path, locked, one })
  }
  if (draft.packages.length === 0 && draft.notes.length === 0) return null
  if (locks.length > 0) addNote(draft, 'Does not say which package brings which; only direct and other packages can be told apart.')
  else addNote(draft, 'Has no gradle.lockfile; read from the build script as it stands, what the dependencies bring along is unknown.')
  return finishGraph(draft, locks.length > 0)
}

type Declaration = { draft: GraphDraft; folder: string; script: string; locked: Map<string, number>; one: GradleDeclared }

function declare(project: Project, { draft, folder, script, locked, one }: Declaration): void {
  for (const { name, version, origin } of meant(project, folder, one)) {
    const known = locked.get(name)
    const target = known ?? addPackage(draft, { name, version, origin, line: draft.file.endsWith('.lockfile') ? null : one.line })
    addDirect(draft, { part: folder, file: script, name, requested: version, scope: one.scope, line: one.line }, target)
  }
}

type Meant = { name: string; version: string | null; origin: Origin }

function meant(project: Project, folder: string, one: GradleDeclared): Meant[] {
  if (one.kind === 'part') return [{ name: one.name, version: null, origin: 'workspace' }]
  if (one.kind === 'catalog') return fromCatalog(project, folder, one.name)
  const version = one.version === null ? null : exact(fill(project, folder, one.version))
  const name = one.kind === 'plugin' ? pluginArtifact(one.name) : fill(project, folder, one.name)
  return name.includes('$') ? [] : [{ name, version, origin: 'registry' }]
}

/** libs.some.library, libs.bundles.some, libs.plugins.some: the catalog nearest above the script. */
function fromCatalog(project: Project, folder: string, accessor: string): Meant[] {
  const path = accessor
    .split('.')
    .slice(1)
    .filter((part, i, all) => !(part === 'get' && i === all.length - 1))
    .join('.')
  const fitting = project.catalogs.map(({ catalog }) => catalog).filter((one) => isAbove(buildRoot(one), folder))
  const catalog = fitting.sort((a, b) => b.path.length - a.path.length)[0]
  if (!catalog) return []
  const bundle = path.startsWith('bundles.') ? catalog.bundles.get(path.slice(8)) : undefined
  const keys = bundle ?? [path]
  return keys.flatMap((key) => {
    const entry = key.startsWith('plugins.') ? catalog.plugins.get(key.slice(8)) : catalog.libraries.get(key)
    if (!entry) return []
    project.used.add(entry)
    return [{ name: entry.name, version: entry.version, origin: 'registry' as const }]
  })
}

/** Scripts in plugins and loops use catalog entries in ways no reading finds; better named than missed. */
function unusedEntries(project: Project, catalog: GradleCatalog, notes: DependencyNote[]): DependencyGraph | null {
  const draft = startGraph('maven', 'gradle', catalog.path)
  draft.notes.push(...notes)
  for (const [entries, scope] of [
    [catalog.libraries, 'runtime'],
    [catalog.plugins, 'dev'],
  ] as const) {
    for (const entry of entries.values()) {
      if (project.used.has(entry)) continue
      const target = addPackage(draft, { name: entry.name, version: entry.version, line: entry.line })
      addDirect(draft, { part: buildRoot(catalog), name: entry.name, requested: entry.version, scope, line: entry.line }, target)
    }
  }
  if (draft.packages.length === 0 && notes.length === 0) return null
  addNote(draft, 'Entries of the catalog that no build script names literally; whether and where they are used is unknown.')
  return finishGraph(draft, false)
}

function buildRoot(catalog: GradleCatalog): string {
  const folder = posix.dirname(catalog.path)
  return posix.basename(folder) === 'gradle' ? posix.dirname(folder) : folder
}

function isAbove(root: string, folder: string): boolean {
  return root === '.' || folder === root || folder.startsWith(`${root}/`)
}

/** Fills $x, ${x}, ${versions.x} and ${libs.versions.x.get()} by their last name, from the folder up to the root. */
function fill(project: Project, folder: string, text: string): string {
  const isBare = /^[A-Za-z_][\w.]*$/.test(text) && !/^\d/.test(text) ? `\${${text}}` : text
  const filled = isBare.replace(/\$\{([^}]+)\}|\$(\w+)/g, (whole, braced: string | undefined, plain: string | undefined) => {
    const words = (braced ?? plain!).match(/[A-Za-z_]\w*/g)?.filter((one) => one !== 'get' && one !== 'toString') ?? []
    return lookUp(project, folder, words) ?? whole
  })
  return isBare !== text && filled === isBare ? text : filled
}

function lookUp(project: Project, folder: string, words: string[]): string | null {
  const name = words.at(-1) ?? ''
  for (let at = folder; ; at = posix.dirname(at)) {
    const found = project.variables.get(at)?.get(name)
    if (found !== undefined) return found
    if (at === '.' || at === '/') break
  }
  const version = words[0] === 'libs' && words[1] === 'versions' ? words.slice(2).join('.') : null
  return version === null
    ? null
    : (project.catalogs.map(({ catalog }) => catalog.versions.get(version)).find((one) => one !== undefined) ?? null)
}

function exact(version: string): string | null {
  return /^[^[\](),+$\s]+$/.test(version) && !version.startsWith('latest.') ? version : null
}
