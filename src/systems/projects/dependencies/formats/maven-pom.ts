import { posix } from 'node:path'
import type { DependencyNote, SourceText } from '../graph.ts'
import { fieldsOf, textOf } from '../texts/plain.ts'
import { childOf, childText, childrenOf, readXml } from '../texts/xml.ts'

/** A dependency as its pom writes it, properties not yet filled in. */
export type PomDependency = {
  groupId: string
  artifactId: string
  version: string | null
  scope: string | null
  isOptional: boolean
  isProfile: boolean
}

/** One pom.xml as written; what it inherits is found by MavenModel. */
export type Pom = {
  path: string
  text: string
  groupId: string | null
  artifactId: string
  version: string | null
  parent: { groupId: string; artifactId: string; version: string | null; path: string } | null
  properties: Map<string, string>
  managed: PomDependency[]
  dependencies: PomDependency[]
}

/** null where the file is no pom at all. */
export function readPom(source: SourceText, notes: DependencyNote[]): Pom | null {
  const project = childOf(readXml(source, notes), 'project')
  const artifactId = childText(project, 'artifactId')
  if (artifactId === null) {
    notes.push({ file: source.path, sentence: 'Names no artifact; nothing could be read.' })
    return null
  }
  const profiles = childrenOf(childOf(project, 'profiles'), 'profile')
  return {
    path: source.path,
    text: source.text,
    artifactId,
    groupId: childText(project, 'groupId'),
    version: childText(project, 'version'),
    parent: readParent(childOf(project, 'parent'), source.path),
    properties: new Map(
      fieldsOf(childOf(project, 'properties')).flatMap(([key, value]) => {
        const text = textOf(value)
        return text === null ? [] : [[key, text.trim()]]
      }),
    ),
    managed: dependenciesOf(childOf(project, 'dependencyManagement'), false),
    dependencies: [...dependenciesOf(project, false), ...profiles.flatMap((one) => dependenciesOf(one, true))],
  }
}

function readParent(parent: unknown, path: string): Pom['parent'] {
  const [groupId, artifactId] = [childText(parent, 'groupId'), childText(parent, 'artifactId')]
  if (groupId === null || artifactId === null) return null
  const relative = childText(parent, 'relativePath') ?? '../pom.xml'
  const target = posix.join(posix.dirname(path), relative)
  return {
    groupId,
    artifactId,
    version: childText(parent, 'version'),
    path: target.endsWith('.xml') ? target : posix.join(target, 'pom.xml'),
  }
}

function dependenciesOf(holder: unknown, isProfile: boolean): PomDependency[] {
  return childrenOf(childOf(holder, 'dependencies'), 'dependency').flatMap((one) => {
    const [groupId, artifactId] = [childText(one, 'groupId'), childText(one, 'artifactId')]
    if (groupId === null || artifactId === null) return []
    return [
      {
        groupId,
        artifactId,
        version: childText(one, 'version'),
        scope: childText(one, 'scope'),
        isOptional: childText(one, 'optional') === 'true',
        isProfile,
      },
    ]
  })
}
