import { posix } from 'node:path'
import type { DependencyGraph, DependencyNote, Scope, SourceText } from '../graph.ts'
import { addDirect, addEdge, addNote, addPackage, finishGraph, startGraph } from '../graph-draft.ts'
import { keyLines } from '../texts/source-text.ts'
import {
  effectiveDependencies,
  mavenModel,
  nameOf,
  outsideManagement,
  versionOf,
  type EffectiveDependency,
  type MavenModel,
} from './maven-model.ts'
import { readPom, type Pom } from './maven-pom.ts'

/** All pom.xml of a project, one graph each: Maven keeps no lockfile, so only what is declared is known. */
export function parseMaven(sources: readonly SourceText[]): DependencyGraph[] {
  const read = sources.map((source) => {
    const notes: DependencyNote[] = []
    return { source, notes, pom: readPom(source, notes) }
  })
  const model = mavenModel(read.flatMap(({ pom }) => (pom ? [pom] : [])))
  return read.map(({ source, notes, pom }) => {
    if (pom) return parsePom(model, pom, notes)
    return { ...finishGraph(startGraph('maven', 'maven', source.path), false), notes }
  })
}

function parsePom(model: MavenModel, pom: Pom, notes: DependencyNote[]): DependencyGraph {
  const draft = startGraph('maven', 'maven', pom.path)
  draft.notes.push(...notes)
  const lineOf = keyLines(declarationText(pom.text))
  const own = addPackage(draft, { name: nameOf(model, pom), version: versionOf(model, pom), origin: 'workspace', line: 1 })
  const dependencies = effectiveDependencies(model, pom)
  for (const one of dependencies) {
    const sibling = model.byName.get(one.name)
    const version = sibling ? (versionOf(model, sibling) ?? one.version) : one.version
    const line = one.isInherited ? null : lineOf(`<artifactId>${one.artifactId}</artifactId>`)
    const number = addPackage(draft, { name: one.name, version, origin: sibling ? 'workspace' : 'registry', line })
    const scope = scopeOf(one)
    addDirect(draft, { part: posix.dirname(pom.path), name: one.name, requested: one.requested, scope, line }, number)
    if (scope !== 'dev') addEdge(draft, { from: own, to: number, strongest: scope })
  }
  noteUnknown(model, pom, { draft, dependencies })
  return finishGraph(draft, dependencies.length === 0 && notes.length === 0)
}

type Declared = { draft: ReturnType<typeof startGraph>; dependencies: EffectiveDependency[] }

function noteUnknown(model: MavenModel, pom: Pom, { draft, dependencies }: Declared): void {
  if (dependencies.length === 0) return
  addNote(draft, 'Maven keeps no lockfile; what the declared dependencies bring along is unknown.')
  const unmanaged = dependencies.filter((one) => one.requested === null || one.requested.includes('${')).length
  if (unmanaged === 0) return
  const outside = outsideManagement(model, pom).join(', ') || 'a parent or BOM'
  const what = unmanaged === 1 ? 'The version of 1 dependency is' : `The versions of ${unmanaged} dependencies are`
  addNote(draft, `${what} set by ${outside}, which is not in the project.`)
}

function scopeOf({ scope, isOptional, isProfile }: EffectiveDependency): Scope {
  if (scope === 'test') return 'dev'
  if (scope === 'provided' || scope === 'system') return 'peer'
  return isOptional || isProfile ? 'optional' : 'runtime'
}

/** Blanks what also names artifacts but declares no dependency, so that lines point at declarations. */
function declarationText(text: string): string {
  return text.replace(/<(dependencyManagement|build|parent|exclusions|reporting)>[^]*?<\/\1>/g, (block) => block.replace(/[^\n]/g, ' '))
}
