import { readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { GitFailure } from '../facts.ts'

export interface RepositoryLocation {
  readonly gitDir: string
  /** Refs, objects and configuration; equals gitDir except in a linked worktree. */
  readonly commonDir: string
  /** null for a bare repository. */
  readonly workTree: string | null
}

/**
 * Finds the repository of exactly this folder, never of one above it, without
 * running git. Follows a ".git" file to a linked worktree or submodule.
 */
export async function locateRepository(dir: string): Promise<RepositoryLocation | GitFailure> {
  try {
    return await locate(resolve(dir))
  } catch (error) {
    return explain(dir, error)
  }
}

async function locate(dir: string): Promise<RepositoryLocation | GitFailure> {
  const dotGit = join(dir, '.git')
  const found = await stat(dotGit).catch(ignoreMissing)
  if (found === null) return locateBare(dir)
  const gitDir = found.isDirectory() ? dotGit : await followGitFile(dotGit)
  if (gitDir === null) return { code: 'corrupt', sentence: `${dotGit} is a file, but does not name a git directory.` }
  if (!(await exists(join(gitDir, 'HEAD')))) return { code: 'corrupt', sentence: missingHead(dotGit, gitDir) }
  const commonDir = await commonDirOf(gitDir)
  const bare = gitDir === commonDir && (await saysBare(gitDir))
  return { gitDir, commonDir, workTree: bare ? null : dir }
}

async function locateBare(dir: string): Promise<RepositoryLocation | GitFailure> {
  const parts = await Promise.all(['HEAD', 'objects', 'refs'].map((name) => exists(join(dir, name))))
  if (parts.every(Boolean)) return { gitDir: dir, commonDir: dir, workTree: null }
  await stat(dir)
  return { code: 'not_a_repository', sentence: `${dir} is not a git repository.` }
}

async function followGitFile(path: string): Promise<string | null> {
  const target = /^gitdir: (.+?)\r?\n?$/s.exec(await readFile(path, 'utf8'))?.[1]
  return target === undefined ? null : resolve(dirname(path), target)
}

async function commonDirOf(gitDir: string): Promise<string> {
  const text = await readFile(join(gitDir, 'commondir'), 'utf8').catch(ignoreMissing)
  return text === null ? gitDir : resolve(gitDir, text.trim())
}

// Asked before git runs: with a work tree named, git would report a bare repository's files as deleted.
async function saysBare(gitDir: string): Promise<boolean> {
  const text = await readFile(join(gitDir, 'config'), 'utf8').catch(ignoreMissing)
  return text !== null && /^\s*bare\s*(=\s*(true|yes|on|1)\s*)?$/im.test(text)
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreMissing)) !== null
}

function missingHead(dotGit: string, gitDir: string): string {
  return dotGit === gitDir
    ? `${gitDir} has no HEAD file, so the repository is damaged.`
    : `${dotGit} points to ${gitDir}, where there is no repository (any more).`
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

function explain(dir: string, error: unknown): GitFailure {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EACCES' || code === 'EPERM') {
    return { code: 'permission_denied', sentence: `The repository in ${dir} may not be read by this user.` }
  }
  if (code === 'ENOENT') return { code: 'not_a_repository', sentence: `${dir} does not exist.` }
  return { code: 'failed', sentence: `The repository in ${dir} could not be opened: ${(error as Error).message}.` }
}
