import { posix } from 'node:path'
import type { DependencyGraph, DependencyNote, SourceText } from '../graph.ts'
import { addDirect, addNote, addPackage, finishGraph, startGraph, type GraphDraft } from '../graph-draft.ts'
import { attributeOf, childOf, childrenOf, readXml } from '../texts/xml.ts'
import { keyLines } from '../texts/source-text.ts'
import { fillFromNugetLock } from './nuget-lock.ts'
import { fillProperties, nugetExact, readMsbuild, type MsbuildFile, type NugetReference } from './nuget-project.ts'

/**
 * All NuGet files of a project, one graph per .NET project:
 * packages.lock.json where there is one, else the project file, or packages.config for the old kind.
 */
export function parseNuget(sources: readonly SourceText[]): DependencyGraph[] {
  const notes = new Map<string, DependencyNote[]>()
  const read = (source: SourceText) => {
    notes.set(source.path, [])
    return readMsbuild(source, notes.get(source.path)!)
  }
  const shared = sources.filter((one) => /^directory\./i.test(posix.basename(one.path))).map(read)
  const projects = sources.filter((one) => /\.(cs|fs|vb)proj$/i.test(one.path)).map(read)
  const locks = sources.filter((one) => posix.basename(one.path) === 'packages.lock.json')
  const lockFolders = new Set(locks.map((one) => posix.dirname(one.path)))
  return [
    ...locks.map((lock) => parseLocked(lock, projects, shared)),
    ...projects.filter((one) => !lockFolders.has(one.folder)).map((one) => parseProject(one, shared, notes.get(one.path)!)),
    ...sources.filter((one) => posix.basename(one.path).toLowerCase() === 'packages.config').map(parsePackagesConfig),
    ...shared
      .filter((one) => notes.get(one.path)!.length > 0)
      .map((one) => ({ ...finishGraph(startGraph('nuget', 'nuget', one.path), false), notes: notes.get(one.path)! })),
  ].filter((one) => one.packages.length > 0 || one.notes.length > 0)
}

function parseLocked(lock: SourceText, projects: MsbuildFile[], shared: MsbuildFile[]): DependencyGraph {
  const draft = startGraph('nuget', 'nuget', lock.path)
  const folder = posix.dirname(lock.path)
  const own = projects.filter((one) => one.folder === folder)
  for (const one of own) draft.manifests.add(one.path)
  const references = own.flatMap((one) => referencesOf(one, shared))
  const declared = new Map(references.map((one) => [one.name.toLowerCase(), one]))
  const isWhole = fillFromNugetLock(draft, lock, declared)
  return finishGraph(draft, isWhole)
}

function parseProject(project: MsbuildFile, shared: MsbuildFile[], notes: DependencyNote[]): DependencyGraph {
  const draft = startGraph('nuget', 'nuget', project.path)
  draft.notes.push(...notes)
  const references = referencesOf(project, shared)
  for (const one of references) {
    const line = one.file === project.path ? one.line : null
    const target = addPackage(draft, { name: one.name, version: one.version === null ? null : nugetExact(one.version), line })
    addDirect(
      draft,
      {
        part: project.folder,
        file: one.file,
        name: one.name,
        requested: one.version,
        scope: one.isDevelopment ? 'dev' : 'runtime',
        line: one.line,
      },
      target,
    )
  }
  for (const path of project.projects) addProject(draft, project.folder, path)
  if (references.length > 0) addNote(draft, 'Has no packages.lock.json; what these packages bring along is unknown.')
  return finishGraph(draft, references.length === 0 && notes.length === 0)
}

function addProject(draft: GraphDraft, folder: string, path: string): void {
  const name = posix.basename(path.replaceAll('\\', '/')).replace(/\.\w+proj$/, '')
  addDirect(
    draft,
    { part: folder, name, requested: null, scope: 'runtime' },
    addPackage(draft, { name, version: null, origin: 'workspace' }),
  )
}

/** packages.config lists all that is installed, brought along or not, without telling which is which. */
function parsePackagesConfig(source: SourceText): DependencyGraph {
  const draft = startGraph('nuget', 'nuget', source.path)
  const listed = childrenOf(childOf(readXml(source, draft.notes), 'packages'), 'package')
  const isWhole = draft.notes.length === 0
  const lineOf = keyLines(source.text)
  for (const one of listed) {
    const name = attributeOf(one, 'id')
    if (name === null) continue
    const isDevelopment = attributeOf(one, 'developmentDependency') === 'true'
    addPackage(draft, {
      name,
      version: attributeOf(one, 'version'),
      scope: isDevelopment ? 'dev' : 'runtime',
      line: lineOf(`"${name}"`),
    })
  }
  if (draft.packages.length > 0) addNote(draft, 'packages.config does not say which packages are direct.')
  return finishGraph(draft, isWhole)
}

/** The project's own references and those of Directory.Build.props above it, with central versions filled in. */
function referencesOf(project: MsbuildFile, shared: MsbuildFile[]): NugetReference[] {
  const above = shared
    .filter((one) => one.folder === '.' || project.folder === one.folder || project.folder.startsWith(`${one.folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)
  const files = [project, ...above]
  const central = new Map<string, string>()
  for (const one of above.flatMap((file) => file.versions)) {
    if (one.version !== null && !central.has(one.name.toLowerCase())) central.set(one.name.toLowerCase(), one.version)
  }
  const found = new Map<string, NugetReference>()
  for (const one of files.flatMap((file) => file.references)) {
    const written = one.version ?? central.get(one.name.toLowerCase()) ?? null
    const version = written === null ? null : fillProperties(files, written)
    const key = `${one.name.toLowerCase()} ${version}`
    // An Update or a condition may name the package again without a version of its own.
    if (!found.has(key)) found.set(key, { ...one, name: fillProperties(files, one.name), version })
  }
  return [...found.values()]
}
