import { isAbsolute, join, normalize, sep } from 'node:path'

/** What is watched for a path as people write it: a folder, a file in it, or names with `*`, `?` and `**`. */
export interface WatchedPath {
  /** The folder that exists, or should. */
  readonly folder: string
  /** Whether a changed file is meant. */
  readonly matches: (path: string) => boolean
}

const wild = /[*?[]/

/** `root` is where a relative path begins; null when there is no such place. */
export function watchedPath(written: string, root: string | null): WatchedPath | null {
  const whole = isAbsolute(written) ? normalize(written) : root === null ? null : join(root, written)
  if (whole === null) return null
  const path = whole.length > 1 && whole.endsWith(sep) ? whole.slice(0, -1) : whole
  const parts = path.split(sep)
  const firstWild = parts.findIndex((part) => wild.test(part))
  if (firstWild >= 0) {
    const folder = parts.slice(0, firstWild).join(sep) || sep
    const pattern = globPattern(path)
    return { folder, matches: (changed) => pattern.test(changed) }
  }
  return { folder: path, matches: (changed) => changed === path || changed.startsWith(path + sep) }
}

/** `*` and `?` stay within a name, `**` goes through folders. */
function globPattern(path: string): RegExp {
  const source = path
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (found) => (found === '**/' ? '(?:.*/)?' : found === '**' ? '.*' : found === '*' ? '[^/]*' : '[^/]'))
  return new RegExp(`^${source}$`)
}
