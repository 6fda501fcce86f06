import { spawn } from 'node:child_process'
import { parse } from 'node:path'
import { explainFailure } from '../failure.ts'
import type { GitFailure } from '../facts.ts'
import { gitArguments, gitEnvironment } from '../safe-invocation.ts'
import type { GitIntent } from '../safe-invocation.ts'
import { locateRepository } from './locate-repository.ts'
import type { RepositoryLocation } from './locate-repository.ts'
import { createSlots } from './slots.ts'

export interface GitOptions {
  /** What git may do; "read" (the default) can reach no network and writes nothing. */
  readonly intent?: GitIntent
  readonly signal?: AbortSignal
  /** Milliseconds; default 30 s for reading, 10 min for a remote. */
  readonly timeout?: number
  /** Bytes of output after which git is ended; default 64 MiB. */
  readonly outputLimit?: number
  /** Filter drivers to switch off by name; see filterNames. */
  readonly filtersOff?: readonly string[]
  /** Saves looking for the repository again. */
  readonly location?: RepositoryLocation
  readonly onProgressText?: (text: string) => void
  /** The git program; found on PATH by default. */
  readonly program?: string
}

export type GitRun =
  | { readonly ok: true; readonly stdout: Buffer; readonly stderr: string }
  | { readonly ok: false; readonly failure: GitFailure; readonly stdout: Buffer }

/**
 * Runs git on exactly the repository of this folder: an argument list and no
 * shell, no prompts, hooks, external diffs or file system monitors. Never
 * throws; at most four run at a time, of which three may use the network.
 */
export async function runGit(dir: string, args: readonly string[], options: GitOptions = {}): Promise<GitRun> {
  const location = options.location ?? (await locateRepository(dir))
  if ('sentence' in location) return failed(location)
  const releases: (() => void)[] = []
  try {
    if (options.intent === 'remote') releases.push(await remoteSlots.take(options.signal))
    releases.push(await slots.take(options.signal))
    return await execute(gitArguments(location, args, options.filtersOff), options)
  } catch (error) {
    return failed(options.signal?.aborted ? CANCELLED : explainStart(error as Error))
  } finally {
    for (const release of releases) release()
  }
}

const slots = createSlots(4)
// Remotes that hang must not keep a scan from reading: one slot is always left to it.
const remoteSlots = createSlots(3)

const CANCELLED: GitFailure = { code: 'cancelled', sentence: 'Cancelled.' }
const MISSING: GitFailure = { code: 'git_missing', sentence: 'Git is not installed, or not on PATH of the server.' }
const KILL_AFTER_MS = 2_000
const STDERR_LIMIT = 64 * 1024
const READ_TIMEOUT_MS = 30_000
const REMOTE_TIMEOUT_MS = 600_000

interface Execution {
  readonly stdout: Buffer[]
  stdoutBytes: number
  stderr: string
  /** Why we ended it; null while it runs by itself. */
  stopped: GitFailure | null
  stopLater: NodeJS.Timeout | undefined
}

function execute(args: readonly string[], options: GitOptions): Promise<GitRun> {
  const { promise, resolve } = Promise.withResolvers<GitRun>()
  const execution: Execution = { stdout: [], stdoutBytes: 0, stderr: '', stopped: null, stopLater: undefined }
  const child = spawn(options.program ?? 'git', args, {
    cwd: parse(process.cwd()).root,
    env: gitEnvironment(process.env, options.intent ?? 'read'),
    // Its own session: no terminal to ask on, and one group to end with all that git started.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = (failure: GitFailure): void => {
    if (execution.stopped === null) execution.stopLater = endGroup(child.pid)
    execution.stopped ??= failure
  }
  child.stdout.on('data', (chunk: Buffer) => collect(execution, chunk, options, stop))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    execution.stderr = (execution.stderr + text).slice(-STDERR_LIMIT)
    options.onProgressText?.(text)
  })
  const stopWatching = watchLimits(options, stop)
  child.once('error', (error: NodeJS.ErrnoException) => {
    stopWatching()
    resolve(failed(explainStart(error)))
  })
  child.once('close', (exitCode, signal) => {
    stopWatching()
    clearTimeout(execution.stopLater)
    resolve(result(execution, exitCode, signal))
  })
  return promise
}

function collect(execution: Execution, chunk: Buffer, options: GitOptions, stop: (failure: GitFailure) => void): void {
  const limit = options.outputLimit ?? 64 * 1024 * 1024
  execution.stdoutBytes += chunk.length
  if (execution.stdoutBytes <= limit) execution.stdout.push(chunk)
  else stop({ code: 'output_too_large', sentence: `Git answered with more than ${limit} bytes; the answer was not read.` })
}

function watchLimits(options: GitOptions, stop: (failure: GitFailure) => void): () => void {
  const timeout = options.timeout ?? (options.intent === 'remote' ? REMOTE_TIMEOUT_MS : READ_TIMEOUT_MS)
  const timer = setTimeout(() => {
    stop({ code: 'timed_out', sentence: `Git gave no answer within ${Math.round(timeout / 1000)} s and was ended.` })
  }, timeout)
  const cancel = (): void => stop(CANCELLED)
  options.signal?.addEventListener('abort', cancel, { once: true })
  if (options.signal?.aborted) cancel()
  return () => {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', cancel)
  }
}

function endGroup(pid: number | undefined): NodeJS.Timeout | undefined {
  if (pid === undefined) return undefined
  signalGroup(pid, 'SIGTERM')
  return setTimeout(() => signalGroup(pid, 'SIGKILL'), KILL_AFTER_MS)
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // Already gone, which is what was wanted.
  }
}

function result(execution: Execution, exitCode: number | null, signal: string | null): GitRun {
  const stdout = Buffer.concat(execution.stdout)
  if (execution.stopped !== null) return { ok: false, failure: execution.stopped, stdout }
  if (exitCode === 0) return { ok: true, stdout, stderr: execution.stderr }
  return { ok: false, failure: explainFailure({ exitCode, signal, stderr: execution.stderr }), stdout }
}

function explainStart(error: NodeJS.ErrnoException): GitFailure {
  // The working directory is the root folder, so what is missing is the program.
  if (error.code === 'ENOENT') return MISSING
  return { code: 'failed', sentence: `Git could not be started: ${error.message}.` }
}

function failed(failure: GitFailure): GitRun {
  return { ok: false, failure, stdout: Buffer.alloc(0) }
}
