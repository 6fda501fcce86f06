import { matchesGlob, posix } from 'node:path'
import type { DependencyNote, SourceText } from '../graph.ts'
import { fieldOf, textOf } from '../texts/plain.ts'
import { readPackageJson, type NodeManifest } from './package-json.ts'

/**
 * The root manifest beside a lockfile and the manifests its `workspaces` patterns name;
 * other manifests below (examples, fixtures) are none of the lockfile's business.
 */
export function readWorkspace(lock: SourceText, manifests: readonly SourceText[], notes: DependencyNote[]): NodeManifest[] {
  const folder = posix.dirname(lock.path)
  const rootSource = manifests.find((one) => one.path === posix.join(folder, 'package.json'))
  if (!rootSource) return []
  const root = readPackageJson(rootSource, notes)
  const wanted = root.workspaces.filter((one) => !one.startsWith('!')).map(tidy)
  const unwanted = root.workspaces.filter((one) => one.startsWith('!')).map((one) => tidy(one.slice(1)))
  const members = manifests.filter((one) => {
    const part = posix.relative(folder, posix.dirname(one.path))
    return (
      one !== rootSource &&
      posix.basename(one.path) === 'package.json' &&
      wanted.some((glob) => matchesGlob(part, glob)) &&
      !unwanted.some((glob) => matchesGlob(part, glob))
    )
  })
  return [root, ...members.map((one) => readPackageJson(one, notes))]
}

/** `catalog:` and `catalog:name` stand for a range that bun's lockfile and yarn's settings keep in one place. */
export function catalogued(kept: unknown, name: string, requested: string): string {
  if (!requested.startsWith('catalog:')) return requested
  const catalog = requested.slice(8)
  const isDefault = catalog === '' || catalog === 'default'
  const ranges = isDefault ? fieldOf(kept, 'catalog') : fieldOf(fieldOf(kept, 'catalogs'), catalog)
  return textOf(fieldOf(ranges, name)) ?? requested
}

function tidy(glob: string): string {
  return glob.replace(/^\.\//, '').replace(/\/+$/, '')
}
