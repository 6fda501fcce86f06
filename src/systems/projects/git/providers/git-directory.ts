import type { Dirent } from 'node:fs'
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { OperationInProgress, RepositorySize } from '../facts.ts'
import { OPERATION_FILES, operationFrom } from '../operation-in-progress.ts'
import type { RepositoryLocation } from './locate-repository.ts'

/** What the git directory tells without running git. */
export interface DirectoryFacts {
  readonly operation: OperationInProgress | null
  readonly lastFetchAt: string | null
  readonly shallow: boolean
  readonly hasWorktrees: boolean
  readonly hasSubmodules: boolean
}

export async function readGitDirectory(location: RepositoryLocation): Promise<DirectoryFacts> {
  const { gitDir, commonDir, workTree } = location
  const [operation, lastFetchAt, shallow, worktrees, modules] = await Promise.all([
    readOperation(gitDir),
    readLastFetch(location),
    isPresent(join(commonDir, 'shallow')),
    isPresent(join(commonDir, 'worktrees')),
    workTree === null ? false : isPresent(join(workTree, '.gitmodules')),
  ])
  return { operation, lastFetchAt, shallow, hasWorktrees: worktrees, hasSubmodules: modules }
}

/** Bytes in files below the git directory, links not followed; stops at 50,000 entries. */
export async function measureGitDirectory(gitDir: string): Promise<RepositorySize> {
  let bytes = 0
  let seen = 0
  let level = [gitDir]
  while (level.length > 0) {
    const entries = (await Promise.all(level.map(entriesOf))).flat()
    seen += entries.length
    if (seen > ENTRIES_AT_MOST) return { bytes, complete: false }
    const files = entries.filter((entry) => entry.isFile())
    bytes += (await Promise.all(files.map(sizeOf))).reduce((total, size) => total + size, 0)
    level = entries.filter((entry) => entry.isDirectory()).map(pathOf)
  }
  return { bytes, complete: true }
}

const ENTRIES_AT_MOST = 50_000
const OPERATION_TEXT_LIMIT = 4_096

async function readOperation(gitDir: string): Promise<OperationInProgress | null> {
  const found = new Map<string, string>()
  await Promise.all(
    OPERATION_FILES.map(async (name) => {
      const text = await textOrFolder(join(gitDir, name))
      if (text !== null) found.set(name, text)
    }),
  )
  return operationFrom(found)
}

async function textOrFolder(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).slice(0, OPERATION_TEXT_LIMIT)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR' ? '' : null
  }
}

// A fetch that failed leaves the file empty, so an empty one says nothing about success.
async function readLastFetch({ gitDir, commonDir }: RepositoryLocation): Promise<string | null> {
  const paths = new Set([join(gitDir, 'FETCH_HEAD'), join(commonDir, 'FETCH_HEAD')])
  const stats = await Promise.all([...paths].map((path) => stat(path).catch(() => null)))
  const times = stats.flatMap((found) => (found !== null && found.size > 0 ? [found.mtimeMs] : []))
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString()
}

async function isPresent(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => [])
}

async function sizeOf(entry: Dirent): Promise<number> {
  return lstat(pathOf(entry)).then(
    (found) => found.size,
    () => 0,
  )
}

function pathOf(entry: Dirent): string {
  return join(entry.parentPath, entry.name)
}
