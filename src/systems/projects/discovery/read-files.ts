import { lstatSync } from 'node:fs'
import { type BytePath, fromText, join, toSystem, toText } from './byte-path.ts'
import type { DiscoveryFact } from './found.ts'
import { type IgnoreRule, isIgnored, parseIgnore } from './ignore-rules.ts'
import { ignoredNames } from './ignored-names.ts'
import { type Folder, readFolder } from './read-folder.ts'
import { askGit } from './read-git.ts'
import { readRepository } from './read-repository.ts'
import { pause } from './read-pace.ts'
import { type Reach, reachOf, readInside, realFolder } from './read-text.ts'

/** The files that belong to a project: relative paths, `/` between names, sorted, each once. */
export type FileList = { files: BytePath[]; source: 'git' | 'walk'; facts: DiscoveryFact[] }

export type ListOptions = {
  /** Roots outside which no repository is read; without them the repository's own pointers are trusted. */
  roots?: readonly string[]
  /** 200,000 by default. */
  mostFiles?: number
}

/**
 * What git tracks and what it does not ignore; where there is no usable git, what a walk finds that neither a
 * .gitignore nor its name excludes. Links are listed but never followed, nested repositories are left out.
 */
export async function listFiles(folder: string, options: ListOptions = {}): Promise<FileList> {
  const path = fromText(folder)
  const most = options.mostFiles ?? 200_000
  const facts: DiscoveryFact[] = []
  if (lstatSync(toSystem(join(path, '.git')), { throwIfNoEntry: false })) {
    const refusal = await refusalOf(path, options.roots)
    const listed = refusal ?? (await askList(path, most))
    if ('files' in listed) return listed
    facts.push(listed)
  }
  const walked = await walk(path, most)
  return { ...walked, facts: [...facts, ...walked.facts] }
}

/** Why the repository must not be read, if so. */
async function refusalOf(path: BytePath, roots: readonly string[] | undefined): Promise<DiscoveryFact | undefined> {
  if (!roots) return undefined
  const within = roots.map((root) => realFolder(fromText(root))).filter((root) => root !== undefined)
  const { facts } = await readRepository(reachOf(...within), path)
  return facts.find((fact) => fact.code === 'git_outside')
}

async function askList(path: BytePath, most: number): Promise<FileList | DiscoveryFact> {
  const answer = await askGit({
    folder: path,
    // Both named outright: the repository's own settings must not lead to another folder.
    arguments: ['--git-dir=.git', '--work-tree=.', 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    mostBytes: most * 120,
  })
  if (!answer.ok) return { code: 'git_failed', path: toText(path), text: `Git cannot list its files: ${answer.reason}` }
  const names = answer.output.toString('latin1').split('\0')
  names.pop()
  // An entry that ends with a slash is an untracked repository of its own.
  const files = names.filter((name) => name !== '' && !name.endsWith('/'))
  const facts = answer.cut || files.length > most ? [tooMany(path, most)] : []
  return { files: [...new Set(files.slice(0, most))].sort(), source: 'git', facts }
}

type Level = { path: BytePath; rules: IgnoreRule[] }
type Walk = { top: BytePath; most: number; reach: Reach; files: BytePath[]; facts: DiscoveryFact[]; queue: Level[] }

const mostEntries = 50_000
const mostFacts = 100
const ignoreFileLimit = 256 * 1024

async function walk(top: BytePath, most: number): Promise<FileList> {
  const state: Walk = { top, most, reach: reachOf(top), files: [], facts: [], queue: [{ path: '', rules: [] }] }
  for (let level = state.queue.pop(); level; level = state.queue.pop()) {
    const folder = await readFolder(join(top, level.path), mostEntries)
    if (state.facts.length < mostFacts) state.facts.push(...folder.facts)
    const isOther = level.path !== '' && folder.entries.some((entry) => entry.name === '.git')
    if (!isOther) gather(state, level, folder)
    if (state.files.length > most) break
    await pause()
  }
  if (state.files.length > most) state.facts.push(tooMany(top, most))
  return { files: state.files.slice(0, most).sort(), source: 'walk', facts: state.facts }
}

function gather(state: Walk, level: Level, folder: Folder): void {
  const rules = [...level.rules, ...ownRules(state, level, folder)]
  for (const entry of folder.entries) {
    const path = join(level.path, entry.name)
    const isFolder = entry.type === 'folder'
    if ((isFolder && ignoredNames.has(entry.name)) || isIgnored(rules, path, isFolder)) continue
    if (isFolder) state.queue.push({ path, rules })
    else if (entry.type !== 'other') state.files.push(path)
  }
}

function ownRules(state: Walk, level: Level, folder: Folder): IgnoreRule[] {
  if (!folder.entries.some((entry) => entry.name === '.gitignore')) return []
  const read = readInside(state.reach, join(join(state.top, level.path), '.gitignore'), ignoreFileLimit)
  return read && 'bytes' in read ? parseIgnore(read.bytes.toString('latin1'), level.path) : []
}

function tooMany(path: BytePath, most: number): DiscoveryFact {
  return { code: 'too_many_files', path: toText(path), text: `Holds more than ${most} files; only that many were looked at.` }
}
