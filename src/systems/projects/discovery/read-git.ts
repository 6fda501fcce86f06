import { spawn } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import { type BytePath, isText, toSystem, toText } from './byte-path.ts'

export type GitAnswer =
  | { ok: true; output: Buffer; /** the output reached `mostBytes` and git was stopped */ cut: boolean }
  | { ok: false; reason: string }

export type GitQuestion = { folder: BytePath; arguments: readonly string[]; mostBytes?: number; timeoutMs?: number }

/**
 * Asks git about a repository nobody has vouched for. Nothing of the repository runs: no hooks, no file system
 * monitor, no pager, no fetch of missing objects, no settings of the machine or the user. `arguments` must name a
 * reading command that applies no filters (ls-files, rev-list, check-ignore); `status` and `diff` do apply them.
 */
export async function askGit(question: GitQuestion): Promise<GitAnswer> {
  let folder: OpenFolder
  try {
    folder = openFolder(question.folder)
  } catch (error) {
    return { ok: false, reason: (error as NodeJS.ErrnoException).code ?? String(error) }
  }
  try {
    return await run(folder.path, question)
  } finally {
    folder.close()
  }
}

const safety = [
  '--no-pager',
  '--no-optional-locks',
  '--literal-pathspecs',
  '-c',
  'safe.directory=*',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.untrackedCache=false',
  '-c',
  'core.excludesFile=/dev/null',
  '-c',
  'core.attributesFile=/dev/null',
  '-c',
  'protocol.allow=never',
  '-c',
  'credential.helper=',
]

function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_REPLACE_OBJECTS: '1',
  }
}

type OpenFolder = { path: string; close: () => void }

// A working folder must be text for spawn; a name that is not is reached through an open descriptor (Linux).
function openFolder(folder: BytePath): OpenFolder {
  if (isText(folder)) return { path: toText(folder), close: () => {} }
  const descriptor = openSync(toSystem(folder), constants.O_RDONLY | constants.O_DIRECTORY)
  return { path: `/proc/self/fd/${descriptor}`, close: () => closeSync(descriptor) }
}

function run(folder: string, question: GitQuestion): Promise<GitAnswer> {
  const { mostBytes = 64 * 1024 * 1024, timeoutMs = 30_000 } = question
  return new Promise((resolve) => {
    const git = spawn('git', [...safety, ...question.arguments], {
      cwd: folder,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    })
    const chunks: Buffer[] = []
    let size = 0
    let complaint = ''
    git.stdout.on('data', (chunk: Buffer) => {
      if (size < mostBytes) chunks.push(chunk)
      size += chunk.length
      if (size >= mostBytes) git.kill('SIGKILL')
    })
    git.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 500) complaint += chunk.toString('utf8')
    })
    git.on('error', (error) => resolve({ ok: false, reason: failure(error) }))
    git.on('close', (code, signal) => {
      if (code === 0 || size >= mostBytes) resolve({ ok: true, output: Buffer.concat(chunks), cut: size >= mostBytes })
      else resolve({ ok: false, reason: signal ? `git took longer than ${timeoutMs / 1000} s` : firstLine(complaint) })
    })
  })
}

function failure(error: NodeJS.ErrnoException): string {
  return error.code === 'ENOENT' ? 'git is not installed, or the folder is gone' : error.message
}

function firstLine(complaint: string): string {
  return complaint.trim().split('\n')[0]?.slice(0, 200) || 'git failed without a message'
}
