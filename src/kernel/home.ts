import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identify, isRunning, processScope } from './process-identity.ts'
import type { ProcessIdentity } from './process-identity.ts'
import { fileFailure, StartupError } from './startup-error.ts'

/** One server's right to an OPTIMUS_HOME. It ends with `release`, or with the process. */
export type HomeClaim = {
  readonly home: string
  /** Tells a start that comes meanwhile to wait for the end of this one instead of refusing. */
  announceStop(): Promise<void>
  release(): Promise<void>
}

type Claim = ProcessIdentity & { scope: string; since: string; state: 'asking' | 'held' | 'stopping' }
type Rival = Claim & { file: string; touchedAt: number }

const beatMs = 3_000
/** A claim from another container or machine, whose processes cannot be seen from here, counts this long. */
const silentMs = 15_000
const stopPatienceMs = 20_000
const tieMs = 2_000

/**
 * Claims a home for this process, making the folder where needed.
 * StartupError `home_in_use` names the process that holds it; file failures come as their own codes.
 *
 * Every server writes a claim of its own first and looks for others second, so of two that start at the
 * same moment at least one sees the other. A claim whose process is gone is never in anybody's way.
 */
export async function claimHome(home: string): Promise<HomeClaim> {
  const folder = join(home, 'run', 'claims')
  try {
    await makeHome(home)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return await holdClaim(home, folder)
  } catch (error) {
    throw fileFailure(error, home)
  }
}

/** Makes the home for this user alone. As root others may pass through: Postgres then is a user of its own. */
export async function makeHome(home: string): Promise<void> {
  await mkdir(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  await mkdir(join(home, 'run'), { recursive: true, mode: 0o700 })
  await mkdir(join(home, 'keys'), { recursive: true, mode: 0o700 })
}

async function holdClaim(home: string, folder: string): Promise<HomeClaim> {
  const own = join(folder, `${process.pid}-${randomUUID()}`)
  const claim = ownClaim()
  const firstSeen = new Map<string, number>()
  const began = Date.now()
  for (;;) {
    await writeClaim(own, claim)
    const rival = (await rivalsIn(folder, own))[0]
    if (rival === undefined) break
    await rm(own, { force: true })
    const patience = patienceWith(rival, firstSeen)
    if (Date.now() - began >= patience) throw inUse(home, rival)
    await pause(50 + Math.random() * 100)
  }
  await writeClaim(own, { ...claim, state: 'held' })
  const beat = setInterval(() => utimes(own, new Date(), new Date()).catch(() => {}), beatMs).unref()
  return {
    home,
    announceStop: () => writeClaim(own, { ...claim, state: 'stopping' }),
    release: async () => {
      clearInterval(beat)
      await rm(own, { force: true })
    },
  }
}

function ownClaim(): Claim {
  const self = identify(process.pid) ?? { pid: process.pid, startTicks: '' }
  return { ...self, scope: processScope, since: new Date().toISOString(), state: 'asking' }
}

/** How long to wait for a rival, in milliseconds: for one that stops, asks too, or may be a dead container's. */
function patienceWith(rival: Rival, firstSeen: Map<string, number>): number {
  if (rival.state === 'stopping') return stopPatienceMs
  if (rival.state === 'asking') return tieMs
  if (rival.scope === processScope) return 0
  const first = firstSeen.get(rival.file) ?? rival.touchedAt
  firstSeen.set(rival.file, first)
  return rival.touchedAt > first ? 0 : silentMs + beatMs
}

async function rivalsIn(folder: string, own: string): Promise<Rival[]> {
  const names = await readdir(folder)
  const others = names.map((name) => join(folder, name)).filter((file) => file !== own && !file.endsWith('.new'))
  const rivals = await Promise.all(others.map(readRival))
  return rivals.filter((rival) => rival !== undefined)
}

/** The claim in a file while it counts. One that no longer does is removed: its name is never used again. */
async function readRival(file: string): Promise<Rival | undefined> {
  try {
    const claim = JSON.parse(await readFile(file, 'utf8')) as Claim
    const touchedAt = (await stat(file)).mtimeMs
    const counts = claim.scope === processScope ? isRunning(claim) : Date.now() - touchedAt < silentMs
    if (counts) return { ...claim, file, touchedAt }
    await rm(file, { force: true })
  } catch (error) {
    if (error instanceof SyntaxError) await rm(file, { force: true })
    else if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return undefined
}

/** Whole or not at all, so that nobody reads half a claim. */
async function writeClaim(file: string, claim: Claim): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(claim), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

function inUse(home: string, rival: Rival): StartupError {
  const where = rival.scope === processScope ? '' : ' in another container or on another machine'
  return new StartupError(
    'home_in_use',
    `Optimus already runs on ${home}: process ${rival.pid}${where}, since ${rival.since.slice(0, 16).replace('T', ' ')} UTC. ` +
      'Stop it first, or set OPTIMUS_HOME to another folder.',
  )
}
