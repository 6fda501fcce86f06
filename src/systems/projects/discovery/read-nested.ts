import { type BytePath, join, toText } from './byte-path.ts'
import type { DiscoveryFact, Submodule } from './found.ts'
import { type IgnoreRule, isIgnored, parseIgnore } from './ignore-rules.ts'
import { type Folder, readFolder } from './read-folder.ts'
import { readLinkFact } from './read-link.ts'
import { type Reach, readInside } from './read-text.ts'

export type Nested = { repositories: BytePath[]; facts: DiscoveryFact[] }
export type NestedLimits = { reach: Reach; ignore: ReadonlySet<string>; mostEntries: number }
export type NestedStart = {
  path: BytePath
  folder: Folder
  submodules: readonly Submodule[]
  depth: number
  /** False where what the project ignores is looked into all the same: a root that is itself a repository. */
  honoursIgnore: boolean
}

const mostFolders = 2000
const mostFacts = 50
const ignoreFileLimit = 256 * 1024

/**
 * Repositories inside a project that are not its submodules. Ignored folders are not entered: what a project ignores
 * is not its own, and checkouts made by package tools would drown the list.
 */
export async function readNested(limits: NestedLimits, start: NestedStart): Promise<Nested> {
  const nested: Nested = { repositories: [], facts: [] }
  const submodules = new Set(start.submodules.map((one) => one.path))
  const visit: Visit = { limits, nested, submodules, top: start.path, honoursIgnore: start.honoursIgnore }
  let level: Level[] = [{ path: '', folder: start.folder, rules: rulesIn(visit, '.git/info/exclude', '') }]
  let visited = 0
  for (let depth = 0; depth < start.depth && level.length > 0 && visited < mostFolders; depth++) {
    const children = level.flatMap((one) => childrenOf(visit, one)).slice(0, mostFolders - visited)
    visited += children.length
    level = (await Promise.all(children.map((child) => open(visit, child)))).filter((one) => one !== undefined)
  }
  nested.facts.splice(mostFacts)
  return nested
}

type Visit = { limits: NestedLimits; nested: Nested; submodules: ReadonlySet<string>; top: BytePath; honoursIgnore: boolean }
type Level = { path: BytePath; folder: Folder; rules: IgnoreRule[] }
type Child = { path: BytePath; rules: IgnoreRule[] }

function childrenOf(visit: Visit, level: Level): Child[] {
  const rules = [...level.rules, ...ownRules(visit, level)]
  const children: Child[] = []
  for (const entry of level.folder.entries) {
    const path = join(level.path, entry.name)
    if (entry.type === 'link') visit.nested.facts.push(...readLinkFact(visit.limits.reach, join(visit.top, path)))
    if (entry.type !== 'folder' || visit.limits.ignore.has(entry.name)) continue
    if (visit.submodules.has(toText(path)) || isIgnored(rules, path, true)) continue
    children.push({ path, rules })
  }
  return children
}

function ownRules(visit: Visit, level: Level): IgnoreRule[] {
  const hasOwn = level.folder.entries.some((entry) => entry.name === '.gitignore')
  return hasOwn ? rulesIn(visit, join(level.path, '.gitignore'), level.path) : []
}

function rulesIn(visit: Visit, file: BytePath, folder: BytePath): IgnoreRule[] {
  if (!visit.honoursIgnore) return []
  const read = readInside(visit.limits.reach, join(visit.top, file), ignoreFileLimit)
  return read && 'bytes' in read ? parseIgnore(read.bytes.toString('latin1'), folder) : []
}

/** The child to look into next; undefined when it is a repository of its own or cannot be read. */
async function open(visit: Visit, child: Child): Promise<Level | undefined> {
  const path = join(visit.top, child.path)
  const folder = await readFolder(path, visit.limits.mostEntries)
  visit.nested.facts.push(...folder.facts)
  if (folder.entries.some((entry) => entry.name === '.git')) {
    visit.nested.repositories.push(path)
    return undefined
  }
  return folder.readable ? { ...child, folder } : undefined
}
