import { statSync } from 'node:fs'
import { type BytePath, isInside, toSystem, toText } from './byte-path.ts'
import type { DiscoveryFact } from './found.ts'
import { readProblem } from './read-folder.ts'
import { type Reach, realFolder } from './read-text.ts'

/**
 * What there is to say about a symbolic link: that it leads to a folder outside the roots, or in a circle. One that
 * stays inside leads to a folder the walk meets anyway, and one that leads nowhere is no concern.
 */
export function readLinkFact(reach: Reach, path: BytePath): DiscoveryFact[] {
  try {
    const target = realFolder(path)
    if (target === undefined || reach.within.some((root) => isInside(target, root))) return []
    if (!statSync(toSystem(target)).isDirectory()) return []
    const text = `Links to ${toText(target)}, outside the configured folders; not followed.`
    return [{ code: 'symlink_outside', path: toText(path), text }]
  } catch (error) {
    return [readProblem(path, error)]
  }
}
