import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupError } from '../startup-error.ts'
import { runCommand } from './command.ts'
import { serverConfiguration } from './configuration.ts'
import type { Placement } from './placement.ts'

export const superuser = 'optimus'

/** A new cluster with room for its first data; less is refused before anything is written. */
const spaceForCluster = 100 * 1024 * 1024
const initdbDeadlineMs = 180_000

/**
 * Makes the database cluster if there is none, and writes its configuration. `major` is the version of the
 * programs. StartupError for a full disk, a cluster of another version, or a failed initdb.
 */
export async function ensureCluster(
  placement: Placement,
  options: { password: string; major: string; tell: (sentence: string) => void },
): Promise<void> {
  const data = join(placement.folder, 'data')
  const version = await clusterVersion(data)
  if (version === undefined) await createCluster(placement, options)
  else if (version !== options.major) throw otherVersion(data, version, options.major)
  await writeOwned(join(data, 'postgresql.conf'), serverConfiguration(), placement)
}

/** The superuser's password: kept in the home's keys, mode 0600, made together with the cluster. */
export async function ensurePassword(home: string, folder: string): Promise<string> {
  const file = join(home, 'keys', 'postgres-password')
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept.trim() !== '') return kept.trim()
  if ((await clusterVersion(join(folder, 'data'))) !== undefined) {
    throw new StartupError(
      'postgres_password',
      `${file} is missing, and ${folder} cannot be opened without it. Put it back, or restore a backup.`,
    )
  }
  const password = randomBytes(32).toString('base64url')
  await mkdir(join(home, 'keys'), { recursive: true, mode: 0o700 })
  await replaceFile(file, password, undefined)
  return password
}

/** Major version of the cluster in a data folder; undefined when the folder holds none. */
async function clusterVersion(data: string): Promise<string | undefined> {
  try {
    return (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const entries = await readdir(data).catch(() => [])
  if (entries.length === 0) return undefined
  throw new StartupError(
    'postgres_damaged',
    `${data} holds files but no database (PG_VERSION is missing). Move it away or restore a backup; nothing was changed.`,
  )
}

/** Into a folder of its own that gets its name only when whole: a killed initdb leaves nothing half-made behind. */
async function createCluster(
  placement: Placement,
  { password, tell }: { password: string; tell: (sentence: string) => void },
): Promise<void> {
  const { folder } = placement
  await requireSpace(folder)
  tell('Creating the database (first start, a few seconds).')
  await removeLeftovers(folder)
  const name = `data.${randomUUID().slice(0, 8)}`
  const secret = `.${name}`
  await writeOwned(join(folder, 'socket', secret), password, placement)
  try {
    await makeOwned(join(folder, name), placement)
    await runInitdb(placement, { name, secret })
    await rm(join(folder, 'data'), { recursive: true, force: true })
    await rename(join(folder, name), join(folder, 'data'))
  } catch (error) {
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => {})
    throw error
  } finally {
    await rm(join(folder, 'socket', secret), { force: true })
  }
}

async function runInitdb(placement: Placement, { name, secret }: { name: string; secret: string }): Promise<void> {
  const { seenFolder, seenBinaries } = placement
  const { command, ...where } = placement.run([
    join(seenBinaries, 'bin', 'initdb'),
    '-D',
    join(seenFolder, name),
    '-U',
    superuser,
    `--pwfile=${join(seenFolder, 'socket', secret)}`,
    '--wal-segsize=1',
    '--data-checksums',
    '--encoding=UTF8',
    '--locale=C',
    '--auth=scram-sha-256',
    '--no-instructions',
  ])
  const { code, output } = await runCommand(command, { ...where, deadlineMs: initdbDeadlineMs, env: serverEnvironment() })
  if (code === 0) return
  if (/No space left|Disk quota/.test(output)) throw diskFull(placement.folder)
  const lines = output.trim().split('\n').slice(-12)
  const why = code === 124 ? 'took longer than three minutes' : `failed (exit code ${code})`
  throw new StartupError('postgres_initdb', `The database could not be created: initdb ${why}.`, lines)
}

/** Nothing of this process's environment reaches the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

async function requireSpace(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < spaceForCluster) throw diskFull(folder)
}

function diskFull(folder: string): StartupError {
  return new StartupError(
    'disk_full',
    `The disk that holds ${folder} is full: a new database needs about 100 MB. Free some space and start again.`,
  )
}

function otherVersion(data: string, found: string, major: string): StartupError {
  return new StartupError(
    'postgres_version',
    `${data} was made by Postgres ${found}, and this Optimus brings Postgres ${major}. Start the Optimus release that made it, or restore a backup.`,
  )
}

/** What a killed first start left; its initdb may still be writing, so a failure waits for the next start. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('data.')) await rm(join(folder, name), { recursive: true, force: true }).catch(() => {})
  }
}

async function makeOwned(path: string, { owner }: Placement): Promise<void> {
  await mkdir(path, { mode: 0o700 })
  const folder = await open(path, 'r')
  try {
    if (owner) await folder.chown(owner.uid, owner.gid)
  } finally {
    await folder.close()
  }
}

/** Replaces a file in a folder of the server's user, without following a link that user may have put there. */
async function writeOwned(path: string, text: string, { owner }: Placement): Promise<void> {
  const same = (await readFile(path, 'utf8').catch(() => undefined)) === text
  if (same && (await stat(path)).uid === (owner?.uid ?? process.getuid?.())) return
  await replaceFile(path, text, owner)
}

async function replaceFile(path: string, text: string, owner: Placement['owner']): Promise<void> {
  await rm(`${path}.new`, { force: true })
  const file = await open(`${path}.new`, 'wx', 0o600)
  try {
    await file.writeFile(text)
    if (owner) await file.chown(owner.uid, owner.gid)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}
