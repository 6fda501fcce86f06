import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { OPERATION_FILES } from '../operation-in-progress.ts'
import { locateRepository } from './locate-repository.ts'
import type { RepositoryLocation } from './locate-repository.ts'

/**
 * A short text that changes whenever HEAD, the index, a reference, a stash, a
 * worktree, the configuration, a fetch or an unfinished operation changes.
 * Runs no git. It does not see files edited in the work tree: those are told by
 * the file watcher.
 */
export async function gitStateKey(dir: string): Promise<string> {
  const location = await locateRepository(dir)
  if ('sentence' in location) return `none:${location.code}`
  return stateKeyOf(location)
}

export async function stateKeyOf(location: RepositoryLocation): Promise<string> {
  const { gitDir, commonDir, workTree } = location
  const parts = await Promise.all([
    textOf(join(gitDir, 'HEAD')),
    ...OWN_FILES.map((name) => stampOf(join(gitDir, name))),
    ...COMMON_FILES.map((name) => stampOf(join(commonDir, name))),
    ...(workTree === null ? [] : WORK_TREE_FILES.map((name) => stampOf(join(workTree, name)))),
    ...['refs', 'reftable', 'worktrees'].map((name) => stampFolders(join(commonDir, name))),
  ])
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
}

const OWN_FILES = ['index', 'FETCH_HEAD', 'config.worktree', 'logs/HEAD', ...OPERATION_FILES]
const COMMON_FILES = ['packed-refs', 'config', 'shallow', 'logs/refs/stash', 'FETCH_HEAD']
const WORK_TREE_FILES = ['.gitmodules', '.mailmap']
const FOLDERS_AT_MOST = 2_000

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '-')
}

async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true })
    return `${mtimeNs}.${size}.${ino}`
  } catch {
    return '-'
  }
}

/** A reference is replaced by renaming a lock file, which stamps its folder: folders alone are enough. */
async function stampFolders(root: string): Promise<string> {
  const stamps: string[] = []
  let level = [root]
  while (level.length > 0 && stamps.length < FOLDERS_AT_MOST) {
    stamps.push(...(await Promise.all(level.map(stampOf))))
    level = (await Promise.all(level.map(foldersIn))).flat()
  }
  return stamps.join(',')
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name))
}
