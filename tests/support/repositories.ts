import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface RealRepository {
  readonly dir: string
  git(...args: string[]): string
  write(path: string, content: string): void
  /** Writes one file and commits it; returns the commit. */
  commit(subject: string, options?: { path?: string; content?: string; at?: string; author?: string }): string
}

export function openRepository(dir: string): RealRepository {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', dir, ...args], { env: ENVIRONMENT, encoding: 'utf8', stdio: 'pipe' }).trim()
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), content)
  }
  return {
    dir,
    git,
    write,
    commit(subject, { path = 'file.txt', content = `${subject}\n`, at, author = 'Ada <ada@example.org>' } = {}) {
      write(path, content)
      git('add', '--', path)
      git('commit', '--quiet', '--allow-empty', `--author=${author}`, ...(at === undefined ? [] : [`--date=${at}`]), '-m', subject)
      return git('rev-parse', 'HEAD')
    },
  }
}

export function createRepository(dir: string, ...options: string[]): RealRepository {
  mkdirSync(dir, { recursive: true })
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', ...options, dir], { env: ENVIRONMENT, stdio: 'pipe' })
  return openRepository(dir)
}

export function cloneRepository(from: string, to: string, ...options: string[]): RealRepository {
  execFileSync('git', ['-c', 'protocol.file.allow=always', 'clone', '--quiet', ...options, from, to], { env: ENVIRONMENT, stdio: 'pipe' })
  return openRepository(to)
}

const ENVIRONMENT = {
  PATH: process.env.PATH,
  LC_ALL: 'C',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
}
