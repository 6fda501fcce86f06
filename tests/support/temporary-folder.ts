import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder of real files and real repositories for one test; gone when the test ends. */
export type TemporaryFolder = {
  path: string
  /** Writes files by relative path, making the folders between. */
  put: (files: Record<string, string | Buffer>) => void
  /** Runs git in a relative folder and gives its output. */
  git: (folder: string, ...words: string[]) => string
  /** Makes a repository of the files with one commit, distinct for each `seed`. */
  commit: (folder: string, files: Record<string, string | Buffer>, seed?: string) => void
  /** Makes named pipes: reading one waits for ever. */
  pipe: (...files: string[]) => void
  remove: () => void
}

export function temporaryFolder(): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'optimus-projects-')))
  const put = (files: Record<string, string | Buffer>) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(path, name)), { recursive: true })
      writeFileSync(join(path, name), content)
    }
  }
  const git = (folder: string, ...words: string[]) =>
    execFileSync('git', ['-C', join(path, folder), ...words], { env: environment, encoding: 'utf8', stdio: 'pipe' }).trim()
  const commit = (folder: string, files: Record<string, string | Buffer>, seed = folder) => {
    mkdirSync(join(path, folder), { recursive: true })
    put(Object.fromEntries(Object.entries(files).map(([name, content]) => [join(folder, name), content])))
    git(folder, 'init', '-q', '-b', 'main')
    git(folder, 'add', '-A')
    git(folder, 'commit', '-q', '--allow-empty', '-m', seed)
  }
  const pipe = (...files: string[]) => void execFileSync('/bin/sh', ['-c', 'mkfifo "$@"', 'sh', ...files.map((file) => join(path, file))])
  return { path, put, git, commit, pipe, remove: () => rmSync(path, { recursive: true, force: true }) }
}

const environment = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
  GIT_AUTHOR_DATE: '2024-01-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2024-01-01T00:00:00Z',
  GIT_ALLOW_PROTOCOL: 'file',
}
