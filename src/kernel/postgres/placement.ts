import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupError } from '../startup-error.ts'
import type { PostgresBinaries } from './binaries.ts'
import { runCommand } from './command.ts'
import type { Command, Runnable } from './command.ts'
import { inPrivateMounts, mayMountPrivately, privateBinaries, privateFolder } from './private-mounts.ts'
import { ensureSystemUser } from './system-user.ts'
import type { Account } from './system-user.ts'

/** Where a server's files are, for us and for the server, and as whom and how it is run. */
export type Placement = {
  /** Holds data/, socket/, archive/ and server.log. */
  readonly folder: string
  readonly seenFolder: string
  readonly seenBinaries: string
  /** Whom data, socket and archive belong to; undefined when the server runs as this user. */
  readonly owner: Account | undefined
  run(command: Command): Runnable
}

/** Where both go when neither a private mount nor the way through the home's parents is open. */
const refuge = '/var/lib/optimus-pg'

/**
 * Decides where the server of a home lives. As an ordinary user: below the home, run directly. As root: run as a
 * system user, who sees binaries and data at a fixed place of a private mount namespace; where that is refused,
 * directly if that user can reach them, else out of /var/lib/optimus-pg (`tell` says so).
 */
export async function place(home: string, programs: PostgresBinaries, tell: (sentence: string) => void): Promise<Placement> {
  const binaries = programs.folder
  const below = join(home, 'postgres')
  if (process.getuid?.() !== 0) {
    await makeFolders(below, undefined)
    return direct({ folder: below, binaries, owner: undefined })
  }
  const owner = await ensureSystemUser()
  const moved = join(refuge, await nameOf(home))
  const folder = existsSync(join(moved, 'data', 'PG_VERSION')) ? moved : below
  await makeFolders(folder, owner)
  if (await mayMountPrivately(home)) {
    const run = (command: Command) => inPrivateMounts(command, { binaries, folder, owner })
    return { folder, seenFolder: privateFolder, seenBinaries: privateBinaries, owner, run }
  }
  return await withoutMounts({ folder, moved, programs, owner, tell })
}

function direct(at: { folder: string; binaries: string; owner: Account | undefined }): Placement {
  const account = at.owner ? { uid: at.owner.uid, gid: at.owner.gid } : {}
  const run = (command: Command) => ({ command, cwd: at.folder, ...account })
  return { folder: at.folder, seenFolder: at.folder, seenBinaries: at.binaries, owner: at.owner, run }
}

/** Data stays in the home whenever it can be reached there: in a container the home may be the only lasting volume. */
async function withoutMounts(at: {
  folder: string
  moved: string
  programs: PostgresBinaries
  owner: Account
  tell: (sentence: string) => void
}): Promise<Placement> {
  const [readable, writable] = await Promise.all([
    reaches(at.owner, 'x', join(at.programs.folder, 'bin', 'postgres')),
    reaches(at.owner, 'w', join(at.folder, 'socket')),
  ])
  if (!readable || !writable) {
    at.tell(
      `Private mounts are refused here, and ${at.owner.name} cannot reach the ${readable ? 'data' : 'programs'} of Postgres: using ${refuge}.`,
    )
  }
  const binaries = readable ? at.programs.folder : await copyBinaries(at.programs)
  if (!writable) await moveFolder(at.folder, at.moved, at.owner)
  return direct({ folder: writable ? at.folder : at.moved, binaries, owner: at.owner })
}

async function reaches({ uid, gid }: Account, right: 'w' | 'x', path: string): Promise<boolean> {
  return (await runCommand(['test', `-${right}`, path], { uid, gid, cwd: '/' })).code === 0
}

/** The parent stays root's as root, so that the server's user cannot swap a folder for a link. */
async function makeFolders(folder: string, owner: Account | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: owner ? 0o711 : 0o700 })
  for (const name of ['data', 'socket', 'archive']) {
    const path = join(folder, name)
    if (name !== 'data') await mkdir(path, { recursive: true, mode: 0o700 })
    if (existsSync(path)) await requireOwner(path, owner)
  }
}

async function requireOwner(path: string, owner: Account | undefined): Promise<void> {
  const { uid } = await stat(path)
  const wanted = owner?.uid ?? process.getuid?.() ?? uid
  if (uid === wanted) return
  if (!owner) {
    throw new StartupError(
      'no_permission',
      `${path} belongs to user ${uid}. Start Optimus as that user (as root if root started it first), or set OPTIMUS_HOME to a folder of your own.`,
    )
  }
  await runCommand(['chown', '-R', '-h', `${owner.uid}:${owner.gid}`, path], { deadlineMs: 120_000 })
}

async function copyBinaries({ folder, version }: PostgresBinaries): Promise<string> {
  const target = join(refuge, `postgres-${version}`)
  if (existsSync(target)) return target
  await mkdir(refuge, { recursive: true, mode: 0o755 })
  await cp(folder, `${target}.${process.pid}`, { recursive: true, verbatimSymlinks: true })
  await chmod(refuge, 0o755)
  await rename(`${target}.${process.pid}`, target)
  return target
}

async function moveFolder(from: string, to: string, owner: Account): Promise<void> {
  await mkdir(refuge, { recursive: true, mode: 0o755 })
  const copy = `${to}.${process.pid}`
  const { code, output } = await runCommand(['cp', '-a', from, copy], { deadlineMs: 30 * 60_000 })
  if (code !== 0) throw new StartupError('postgres_move', `The database in ${from} could not be moved to ${to}.`, [output])
  await chown(copy, 0, 0)
  await rename(copy, to)
  await makeFolders(to, owner)
  await rm(from, { recursive: true, force: true })
}

/** One name per home, the same for every path that leads to it. */
async function nameOf(home: string): Promise<string> {
  return createHash('sha256')
    .update(await realpath(home))
    .digest('hex')
    .slice(0, 12)
}
