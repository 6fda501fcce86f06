import { posix } from 'node:path'
import { valid } from 'semver'
import type { DependencyGraph, DependencyNote, Scope, SourceText } from '../graph.ts'
import { addDirect, addNote, addPackage, finishGraph, startGraph, type GraphDraft, type NewPackage } from '../graph-draft.ts'
import { readJson } from '../texts/json.ts'
import { fieldOf, fieldsOf, isRecord, textOf, textsOf } from '../texts/plain.ts'
import { keyLines } from '../texts/source-text.ts'

export type Declared = { name: string; requested: string; scope: Scope; line: number | null }
export type NodeManifest = {
  path: string
  part: string
  name: string | null
  version: string | null
  workspaces: string[]
  declared: Declared[]
}

/** In npm's own order of precedence: a name listed twice counts where it stands first. */
const sections: readonly [string, Scope][] = [
  ['optionalDependencies', 'optional'],
  ['dependencies', 'runtime'],
  ['peerDependencies', 'peer'],
  ['devDependencies', 'dev'],
]

export function readPackageJson(source: SourceText, notes: DependencyNote[]): NodeManifest {
  const value = readJson(source, notes)
  const workspaces = fieldOf(value, 'workspaces')
  return {
    path: source.path,
    part: posix.dirname(source.path),
    name: textOf(fieldOf(value, 'name')),
    version: textOf(fieldOf(value, 'version')),
    workspaces: textsOf(isRecord(workspaces) ? fieldOf(workspaces, 'packages') : workspaces),
    declared: declarationsOf(value, source.text),
  }
}

/** The dependency sections of a manifest, or of a lockfile's copy of one (then without text: no lines). */
export function declarationsOf(manifest: unknown, text = ''): Declared[] {
  const declared = new Map<string, Declared>()
  const optionalPeers = fieldOf(manifest, 'peerDependenciesMeta')
  for (const [section, scope] of sections) {
    const fields = fieldsOf(fieldOf(manifest, section))
    const lineOf = linesIn(text, section)
    for (const [name, requested] of fields) {
      if (typeof requested !== 'string' || declared.has(name)) continue
      const isOptional = scope === 'peer' && fieldOf(fieldOf(optionalPeers, name), 'optional') === true
      declared.set(name, { name, requested, scope: isOptional ? 'optional' : scope, line: lineOf(name) })
    }
  }
  return [...declared.values()]
}

/** A manifest that no lockfile covers: what is asked for is known, what it brings along is not. */
export function parsePackageJson(source: SourceText): DependencyGraph {
  const draft = startGraph('npm', 'package.json', source.path)
  declareUnlocked(draft, [source])
  draft.manifests.clear()
  const isEmpty = draft.direct.length === 0 && draft.notes.length === 0
  if (draft.direct.length > 0) addNote(draft, 'No lockfile covers it; exact versions and what they bring along are unknown.')
  return finishGraph(draft, isEmpty)
}

/** What a declaration alone tells: an alias's real name, the source, and the version only if it is exact. */
export function requestedPackage({ name, requested }: Declared): NewPackage {
  const alias = /^npm:(@?[^@]+)(?:@(.*))?$/.exec(requested)
  if (alias) return { name: alias[1]!, version: valid(alias[2] ?? '') }
  if (/^(workspace|link|portal):/.test(requested)) return { name, version: null, origin: 'workspace' }
  if (/^(file:|\.{0,2}\/)/.test(requested)) return { name, version: null, origin: 'file' }
  if (isGit(requested)) return { name, version: null, origin: 'git', source: gitUrl(requested) }
  if (/^https?:/.test(requested)) return { name, version: null, origin: 'url', source: requested }
  return { name, version: valid(requested) }
}

export function isGit(source: string): boolean {
  return /^(git\+|git:|git@|github:|gitlab:|bitbucket:)|\.git(#|$)|^[\w.-]+\/[\w.-]+(#.+)?$/.test(source)
}

/** Shorthands such as github:owner/name#ref spelt as the address they stand for. */
export function gitUrl(source: string): string {
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+?)(#.+)?$/.exec(source)
  if (!short) return source
  const host = { gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' }[short[1] ?? ''] ?? 'github.com'
  return `git+https://${host}/${short[2]}${short[3] ?? ''}`
}

/** Declares a part's dependencies in a lockfile's graph; `resolve` says which package the lockfile chose. */
export function declareAll(draft: GraphDraft, manifest: NodeManifest, resolve: (one: Declared) => number | null): void {
  draft.manifests.add(manifest.path)
  for (const one of manifest.declared) {
    const found = resolve(one)
    const isAbsentByRight = one.scope === 'peer' || one.scope === 'optional'
    if (found === null && !isAbsentByRight) draft.missing.add(one.name)
    addDirect(draft, { ...one, part: manifest.part, file: manifest.path }, found)
  }
}

/** Where a lockfile cannot be read at all, the manifest beside it still tells what is asked for. */
export function declareUnlocked(draft: GraphDraft, manifests: readonly SourceText[]): void {
  const source = manifests.find((one) => one.path === posix.join(posix.dirname(draft.file), 'package.json'))
  if (!source) return
  const manifest = readPackageJson(source, draft.notes)
  draft.manifests.add(source.path)
  for (const one of manifest.declared) {
    addDirect(draft, { ...one, part: manifest.part, file: manifest.path }, addPackage(draft, requestedPackage(one)))
  }
}

function linesIn(text: string, section: string): (name: string) => number | null {
  const from = text === '' ? -1 : text.indexOf(`"${section}"`)
  if (from < 0) return () => null
  const lineOf = keyLines(text, { from })
  return (name) => lineOf(`"${name}"`)
}
