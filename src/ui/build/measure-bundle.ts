import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Kilobytes of gzipped JavaScript; `first` is what must arrive before the first page answers. */
export const sizeBudget = { first: 180, route: 60 }

/** Parts that pages load on their own once they are there, and that may weigh more: a code editor with a canvas. */
const heavyParts: Readonly<Record<string, number>> = { 'systems/automations/pages/editor/Editor.tsx': 260 }

export interface BundleMeasure {
  /** Entry, all that it imports statically, and the biggest page on top, in KB gzipped. */
  readonly first: number
  readonly entry: number
  /** Each lazily loaded entry and what it adds to the shell, biggest first. */
  readonly lazy: readonly { readonly name: string; readonly kilobytes: number }[]
  /** Sentences that say what is over the budget; empty is good. */
  readonly over: readonly string[]
}

interface ManifestChunk {
  readonly file: string
  readonly src?: string
  readonly isEntry?: boolean
  readonly isDynamicEntry?: boolean
  readonly imports?: readonly string[]
}
type Manifest = Readonly<Record<string, ManifestChunk>>

/** Measures a finished build. `dist` is the folder that holds `index.html` and `.vite/manifest.json`. */
export function measureBundle(dist: string): BundleMeasure {
  const manifest: Manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
  const weigh = weigher(dist)
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
  const shell = reachable(manifest, entries)
  const lazy = Object.keys(manifest)
    .filter((key) => manifest[key]?.isDynamicEntry && manifest[key]?.file.endsWith('.js'))
    .map((key) => ({ name: manifest[key]?.src ?? key, kilobytes: total(added(manifest, key, shell), weigh) }))
    .sort((a, b) => b.kilobytes - a.kilobytes)
  const entry = total(shell, weigh)
  const page = lazy.find(({ name }) => isPage(name))
  const first = round(entry + (page?.kilobytes ?? 0))
  return { first, entry, lazy, over: overBudget(first, lazy) }
}

function overBudget(first: number, lazy: BundleMeasure['lazy']): string[] {
  const tooBig = lazy.filter(({ name, kilobytes }) => kilobytes > budgetOf(name))
  return [
    ...(first > sizeBudget.first ? [`The first page needs ${first} KB, the budget is ${sizeBudget.first} KB.`] : []),
    ...tooBig.map(({ name, kilobytes }) => `${name} adds ${kilobytes} KB, the budget is ${budgetOf(name)} KB.`),
  ]
}

function budgetOf(name: string): number {
  return heavyParts[name] ?? sizeBudget.route
}

function isPage(name: string): boolean {
  return /\/pages\/[^/]+Page\.tsx$/.test(name)
}

function reachable(manifest: Manifest, keys: readonly string[]): Set<string> {
  const found = new Set<string>()
  const walk = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || found.has(chunk.file)) return
    found.add(chunk.file)
    chunk.imports?.forEach(walk)
  }
  keys.forEach(walk)
  return found
}

function added(manifest: Manifest, key: string, shell: ReadonlySet<string>): Set<string> {
  return new Set([...reachable(manifest, [key])].filter((file) => !shell.has(file)))
}

function total(files: ReadonlySet<string>, weigh: (file: string) => number): number {
  return round([...files].reduce((sum, file) => sum + weigh(file), 0))
}

function weigher(dist: string): (file: string) => number {
  const known = new Map<string, number>()
  return (file) => {
    const size = known.get(file) ?? gzipSync(readFileSync(join(dist, file))).length / 1024
    known.set(file, size)
    return size
  }
}

function round(kilobytes: number): number {
  return Math.round(kilobytes * 10) / 10
}
