import { spawn } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identify, isRunning } from '../process-identity.ts'
import type { ProcessIdentity } from '../process-identity.ts'
import { serverEnvironment } from './cluster.ts'
import { socketPort } from './connection.ts'
import type { Placement } from './placement.ts'
import { parsePostmasterFile } from './postmaster-file.ts'
import type { PostmasterFile } from './postmaster-file.ts'

/** A running server process, ours by birth or by adoption. */
export type Postmaster = {
  readonly pid: number
  /** How an adopted server described itself; undefined for one that we started. */
  readonly adopted: PostmasterFile['status'] | undefined
  /** Resolves, never rejects, with how it ended. */
  readonly ended: Promise<string>
}

export type Found = { readonly process: ProcessIdentity; readonly status: PostmasterFile['status'] }

/** How often a process that is not our child is looked at. */
const glanceMs = 250

/** The server that runs on a data folder, whoever started it; undefined when none does. */
export async function findPostmaster(data: string): Promise<Found | undefined> {
  const file = await readPostmasterFile(data)
  if (!file) return undefined
  const process = identify(file.pid)
  if (!process || !(await worksIn(file.pid, data))) return undefined
  return { process, status: file.status }
}

export async function readPostmasterFile(data: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  return parsePostmasterFile(text)
}

/** Removes what a killed server left, which could otherwise be taken for a server when its process id is used again. */
export async function clearRemains(folder: string): Promise<void> {
  const socket = join(folder, 'socket', `.s.PGSQL.${socketPort}`)
  await Promise.all([join(folder, 'data', 'postmaster.pid'), socket, `${socket}.lock`].map((path) => rm(path, { force: true })))
}

/** Starts the server; it has a session of its own, so a Ctrl-C meant for us does not reach it. */
export function startPostmaster(placement: Placement, log: number): Postmaster {
  const { seenFolder, seenBinaries } = placement
  const { command, ...where } = placement.run([
    join(seenBinaries, 'bin', 'postgres'),
    '-D',
    join(seenFolder, 'data'),
    '-k',
    '../socket',
    '-p',
    String(socketPort),
  ])
  const [program, ...args] = command
  const child = spawn(program, args, { ...where, env: serverEnvironment(), stdio: ['ignore', log, log], detached: true })
  child.unref()
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`))
  })
  return { pid: child.pid ?? 0, adopted: undefined, ended }
}

/** Takes over a server that an earlier, killed process left running. */
export function adoptPostmaster({ process, status }: Found): Postmaster {
  return { pid: process.pid, adopted: status, ended: untilGone(process) }
}

/** Ways to end a server and how long each may take, in milliseconds: finish writing, drop everything, be killed. */
const endings = [
  ['SIGINT', 6_000],
  ['SIGQUIT', 2_000],
  ['SIGKILL', 2_000],
] as const

/** Shuts a server down; the next start needs no recovery unless it had to be forced. */
export async function endPostmaster(postmaster: Postmaster): Promise<void> {
  for (const [signal, patienceMs] of endings) {
    if (!send(postmaster.pid, signal)) return
    const waiting = new AbortController()
    const late = pause(patienceMs, 'late', { signal: waiting.signal }).catch(() => 'late')
    const outcome = await Promise.race([postmaster.ended, late])
    waiting.abort()
    if (outcome !== 'late') return
  }
}

/** False when there is no such process any more. */
export function send(pid: number, signal: NodeJS.Signals): boolean {
  if (pid <= 0) return false // such a number would mean our own group of processes
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

async function untilGone(found: ProcessIdentity): Promise<string> {
  while (isRunning(found)) await pause(glanceMs, undefined, { ref: false })
  return 'it has ended'
}

/** A server's working folder is its data folder; compared by inode, for it may see the folder under another path. */
async function worksIn(pid: number, data: string): Promise<boolean> {
  const own = await stat(data)
  try {
    const cwd = await stat(`/proc/${pid}/cwd`)
    return cwd.dev === own.dev && cwd.ino === own.ino
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return process.platform !== 'linux'
  }
  // In many containers even root may not look at another user's process: then its user and name must do.
  const [owner, name] = await Promise.all([stat(`/proc/${pid}`), readFile(`/proc/${pid}/comm`, 'utf8')])
  return owner.uid === own.uid && name.trim() === 'postgres'
}
