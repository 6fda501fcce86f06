import { lstatSync } from 'node:fs'
import { type BytePath, isText, join, nameOf, toSystem, toText } from './byte-path.ts'
import type { DiscoveryFact, Found, Place } from './found.ts'
import { manifestEcosystem, marksTop } from './manifest-names.ts'
import { manifestTitle } from './manifest-title.ts'
import type { Entry, Folder } from './read-folder.ts'
import { readBareRepository, readRepository } from './read-repository.ts'
import { type Reach, readTextInside } from './read-text.ts'

export type Spot = { path: BytePath; root: BytePath }
export type ProjectFolder = Spot & { folder: Folder; kind: 'repository' | 'bare' | 'folder' }

/** What a folder is by the names in it; undefined for a folder that is no project. */
export function kindOf(entries: readonly Entry[]): ProjectFolder['kind'] | undefined {
  const names = new Map(entries.map((entry) => [entry.name, entry.type]))
  if (names.has('.git')) return 'repository'
  if (names.get('HEAD') === 'file' && names.get('objects') === 'folder' && names.get('refs') === 'folder') return 'bare'
  return entries.some((entry) => marksTop(entry.name)) ? 'folder' : undefined
}

/** Reads the repository facts and the name of one project; what is broken becomes a fact. */
export async function readProject(reach: Reach, project: ProjectFolder): Promise<Found> {
  const manifests = project.folder.entries.map((entry) => entry.name).filter((name) => manifestEcosystem(name) !== undefined)
  const facts = [...project.folder.facts, ...nameFacts(project.path)]
  const shared = { ...spotFacts(project), manifests: manifests.map(toText), facts }
  const manifestName = titleOf(reach, project.path, manifests)
  if (project.kind === 'folder') return { ...shared, kind: 'folder', manifestName }
  const read = project.kind === 'bare' ? readBareRepository : readRepository
  const { kind, git, facts: more } = await read(reach, project.path)
  return { ...shared, kind, git, manifestName, facts: [...facts, ...more] }
}

/** Something that is there but could not be looked into. */
export function unknownProject(spot: Spot, facts: readonly DiscoveryFact[]): Found {
  return { ...spotFacts(spot), kind: 'unknown', manifests: [], facts: [...facts, ...nameFacts(spot.path)] }
}

const manifestLimit = 256 * 1024

function titleOf(reach: Reach, folder: BytePath, manifests: readonly string[]): string | undefined {
  for (const name of manifests) {
    const title = manifestTitle(name, readTextInside(reach, join(folder, name), manifestLimit) ?? '')
    if (title) return `${manifestEcosystem(name)}:${title}`
  }
  return undefined
}

function spotFacts(spot: Spot): Pick<Found, 'path' | 'name' | 'root' | 'place'> {
  return { path: toText(spot.path), name: toText(nameOf(spot.path)), root: toText(spot.root), place: readPlace(spot.path) }
}

function readPlace(path: BytePath): Place | undefined {
  try {
    const facts = lstatSync(toSystem(path), { bigint: true })
    const born = facts.birthtimeNs > 0n ? facts.birthtimeNs.toString() : undefined
    return { device: facts.dev.toString(), inode: facts.ino.toString(), born }
  } catch {
    // Gone since it was listed, or in a folder that may be listed but not entered.
    return undefined
  }
}

function nameFacts(path: BytePath): DiscoveryFact[] {
  if (isText(path)) return []
  return [{ code: 'name_not_utf8', path: toText(path), text: 'Its name is not valid UTF-8; rename it to use all of Optimus.' }]
}
