import { type BytePath, folderOf, fromText, join, nameOf, toText } from './byte-path.ts'
import type { DiscoveryFact } from './found.ts'
import { isFetched } from './ignored-names.ts'
import { isPackageManifest, manifestEcosystem } from './manifest-names.ts'
import { manifestTitle } from './manifest-title.ts'
import { type Part, type PartManifest, roleOf } from './part.ts'
import type { FileList } from './read-files.ts'
import { pause } from './read-pace.ts'
import { reachOf, readTextInside, realFolder } from './read-text.ts'
import { declaresMembers } from './workspace-declarations.ts'
import { type ManifestText, workspaceMembers } from './workspaces.ts'

export type Parts = { parts: Part[]; facts: DiscoveryFact[] }

const mostParts = 1000
const manifestLimit = 1024 * 1024

/**
 * The parts of a project: its top, and each folder with a package manifest of its own, declared by a workspace or
 * not. Sorted by path. Fetched and made folders hold no parts.
 */
export async function readParts(folder: string, list: FileList): Promise<Parts> {
  const top = realFolder(fromText(folder)) ?? fromText(folder)
  const reach = reachOf(top)
  const manifests = new Map<BytePath, PartManifest[]>([['', []]])
  const texts: ManifestText[] = []
  const facts: DiscoveryFact[] = []
  for (const file of list.files) {
    const name = nameOf(file)
    const isPackage = isPackageManifest(name) || (manifestEcosystem(name) !== undefined && !file.includes('/'))
    if ((!isPackage && !declaresMembers(name)) || isFetched(file)) continue
    const text = readTextInside(reach, join(top, file), manifestLimit)
    if (text !== undefined && declaresMembers(name)) texts.push({ file: toText(file), text })
    if (isPackage && !isNamesake(name, text)) addManifest(manifests, file, text)
    await pause()
  }
  if (manifests.size > mostParts) facts.push(tooMany(top, manifests.size))
  const folders = [...manifests.keys()].sort().slice(0, mostParts)
  const members = workspaceMembers(texts.sort(byDepth), folders.map(toText))
  return { parts: folders.map((path) => describe({ top, path, manifests: manifests.get(path) ?? [], members })), facts }
}

function addManifest(manifests: Map<BytePath, PartManifest[]>, file: BytePath, text: string | undefined): void {
  const ecosystem = manifestEcosystem(nameOf(file)) ?? 'none'
  const manifest = { file: toText(file), ecosystem, name: manifestTitle(nameOf(file), text ?? '') }
  const folder = folderOf(file)
  manifests.set(folder, [...(manifests.get(folder) ?? []), manifest])
}

function describe(part: { top: BytePath; path: BytePath; manifests: PartManifest[]; members: Map<string, string> }): Part {
  const path = toText(part.path)
  const named = part.manifests.find((one) => one.name !== undefined)?.name
  const name = named ?? toText(nameOf(part.path === '' ? part.top : part.path))
  return { path, name, manifests: part.manifests, declaredBy: part.members.get(path), role: roleOf(path) }
}

// A module may happen to be called setup.py.
function isNamesake(name: string, text: string | undefined): boolean {
  return name === 'setup.py' && !/\bsetup\s*\(/.test(text ?? '')
}

function byDepth(a: ManifestText, b: ManifestText): number {
  return a.file.split('/').length - b.file.split('/').length || (a.file < b.file ? -1 : 1)
}

function tooMany(top: BytePath, count: number): DiscoveryFact {
  return { code: 'too_many_entries', path: toText(top), text: `Has ${count} packages; only the first ${mostParts} are shown.` }
}
