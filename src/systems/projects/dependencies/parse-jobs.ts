import { posix } from 'node:path'
import { formatOf, isThirdParty, type FormatId, type Manifest } from './file-names.ts'

/** What is read together: the lockfile first, then the manifests that may belong to it; or a whole family. */
export type ParseJob = { format: FormatId; files: string[] }

/** Lockfile formats, the manifests beside or below that they cover, and the format that reads such a manifest alone. */
type Family = { locks: FormatId[]; manifests: Manifest[]; reach: 'beside' | 'below'; alone: FormatId | null }

const families: readonly Family[] = [
  {
    locks: ['npm', 'pnpm', 'yarn', 'bun', 'bun-binary'],
    manifests: ['package.json', '.yarnrc.yml'],
    reach: 'below',
    alone: 'package.json',
  },
  { locks: ['uv'], manifests: ['pyproject.toml'], reach: 'below', alone: 'pyproject.toml' },
  { locks: ['poetry', 'pdm'], manifests: ['pyproject.toml'], reach: 'beside', alone: 'pyproject.toml' },
  { locks: ['pipenv'], manifests: ['Pipfile'], reach: 'beside', alone: 'Pipfile' },
  { locks: ['cargo'], manifests: ['Cargo.toml'], reach: 'below', alone: 'Cargo.toml' },
  { locks: ['go'], manifests: ['go.sum'], reach: 'beside', alone: null },
  { locks: ['bundler'], manifests: ['Gemfile'], reach: 'beside', alone: 'Gemfile' },
  { locks: ['composer'], manifests: ['composer.json'], reach: 'beside', alone: 'composer.json' },
]

/** Formats whose files only make sense together. */
const together: readonly FormatId[] = ['pip', 'maven', 'gradle', 'nuget']

/** Plans what to read from a project's files; paths are relative to its root, with forward slashes. */
export function planJobs(files: readonly string[]): ParseJob[] {
  const byFormat = sort(files)
  const jobs = families.flatMap((family) => family.locks.flatMap((format) => lockJobs(family, format, byFormat)))
  for (const format of together) {
    const found = byFormat.get(format) ?? []
    if (found.some((file) => format !== 'gradle' || !file.endsWith('.properties'))) jobs.push({ format, files: found })
  }
  return jobs
}

/** Plans the manifests that no lockfile claimed: each stands for itself. */
export function planLeftovers(files: readonly string[], claimed: ReadonlySet<string>): ParseJob[] {
  const byFormat = sort(files)
  const alone = new Set(families.flatMap((one) => one.alone ?? []))
  return [...alone].flatMap((format) => {
    const left = (byFormat.get(format) ?? []).filter((file) => !claimed.has(file))
    return left.length === 0 ? [] : [{ format, files: left }]
  })
}

type Sorted = Map<FormatId | Manifest, string[]>

function sort(files: readonly string[]): Sorted {
  const found: Sorted = new Map()
  for (const file of files) {
    const format = isThirdParty(file) ? null : formatOf(file)
    if (format === null) continue
    const known = found.get(format)
    if (known) known.push(file)
    else found.set(format, [file])
  }
  dropShadowed(
    found,
    'npm',
    (file) => posix.basename(file) === 'package-lock.json' && beside(found.get('npm')!, file, 'npm-shrinkwrap.json'),
  )
  dropShadowed(found, 'bun-binary', (file) => beside(found.get('bun') ?? [], file, 'bun.lock'))
  return found
}

/** npm prefers npm-shrinkwrap.json to package-lock.json, bun its text to its binary lockfile. */
function dropShadowed(found: Sorted, format: FormatId, isShadowed: (file: string) => boolean): void {
  const files = found.get(format)
  if (files)
    found.set(
      format,
      files.filter((file) => !isShadowed(file)),
    )
}

function beside(files: string[], file: string, name: string): boolean {
  return files.includes(posix.join(posix.dirname(file), name))
}

function lockJobs(family: Family, format: FormatId, byFormat: Sorted): ParseJob[] {
  const locks = byFormat.get(format) ?? []
  if (locks.length === 0) return []
  const folders = new Set(family.locks.flatMap((one) => byFormat.get(one) ?? []).map((one) => posix.dirname(one)))
  const owned = new Map<string, string[]>()
  for (const manifest of family.manifests.flatMap((one) => byFormat.get(one) ?? [])) {
    const owner = ownerOf(posix.dirname(manifest), folders, family.reach)
    if (owner !== null) owned.set(owner, [...(owned.get(owner) ?? []), manifest])
  }
  return locks.map((lock) => {
    const rush = format === 'pnpm' ? rushManifests(lock, byFormat.get('package.json') ?? []) : []
    return { format, files: [...new Set([lock, ...(owned.get(posix.dirname(lock)) ?? []), ...rush])] }
  })
}

/** Rush keeps the lockfile of the whole repository in common/config/rush. */
function rushManifests(lock: string, manifests: readonly string[]): string[] {
  const root = /^((?:.*\/)?)common\/config\/rush\/pnpm-lock\.yaml$/.exec(lock)?.[1]
  return root === undefined ? [] : manifests.filter((one) => one.startsWith(root))
}

/** The nearest folder, going up, that has a lockfile of the family. */
function ownerOf(folder: string, locked: ReadonlySet<string>, reach: Family['reach']): string | null {
  for (let at = folder; ; at = posix.dirname(at)) {
    if (locked.has(at)) return at
    if (reach === 'beside' || at === '.' || at === '/') return null
  }
}
