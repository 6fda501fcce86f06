import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartupError } from '../startup-error.ts'
import { ask } from './connection.ts'
import type { LogTail } from './log-tail.ts'
import type { Placement } from './placement.ts'
import { adoptPostmaster, clearRemains, endPostmaster, findPostmaster, readPostmasterFile, startPostmaster } from './postmaster.ts'
import type { Found, Postmaster } from './postmaster.ts'
import { explain, saysReady } from './server-log.ts'
import type { Failure, LogEntry } from './server-log.ts'

export type ServerSite = {
  readonly placement: Placement
  readonly password: string
  /** The socket folder under a path that clients can reach. */
  readonly socketFolder: string
  /** Of the programs; an adopted server of another version is replaced. */
  readonly version: string
  readonly log: LogTail
  readonly tell: (sentence: string) => void
  /** Called when the server's process has been started, before it is ready. */
  readonly onLaunched?: (() => void) | undefined
}

export type RunningServer = { readonly postmaster: Postmaster; readonly version: string }

type Attempt = { readonly server: RunningServer } | { readonly failure: Failure; readonly evidence: readonly LogEntry[] }

/** From the last sign of life. Recovery after a crash shows signs of life, however long it takes. */
const silenceMs = 60_000
const pollMs = 15
const retryMs = 100
const passingMs = 30_000

/** Adopts the server that runs on the site or starts one. StartupError with a sentence when neither works. */
export async function startServer(site: ServerSite): Promise<RunningServer> {
  const until = Date.now() + passingMs
  for (;;) {
    const found = await findPostmaster(join(site.placement.folder, 'data'))
    const attempt = found ? await takeOver(site, found) : await startFresh(site)
    if ('server' in attempt) return attempt.server
    if (!attempt.failure.passing || Date.now() > until) {
      const { code, sentence } = attempt.failure
      throw new StartupError(
        code,
        sentence,
        attempt.evidence.slice(-8).map(({ level, text }) => (level ? `${level}: ${text}` : text)),
      )
    }
    await pause(retryMs)
  }
}

async function startFresh(site: ServerSite): Promise<Attempt> {
  await clearRemains(site.placement.folder)
  site.log.read()
  const postmaster = startPostmaster(site.placement, site.log.descriptor)
  site.onLaunched?.()
  const attempt = await untilReady(site, postmaster)
  if ('failure' in attempt) await endPostmaster(postmaster)
  return attempt
}

/** An orphan serves on, unless it is on its way out, of another version, or does not know our password. */
async function takeOver(site: ServerSite, found: Found): Promise<Attempt> {
  const postmaster = adoptPostmaster(found)
  if (found.status === 'stopping') {
    await Promise.race([postmaster.ended, pause(passingMs, undefined, { ref: false })])
    return { failure: busy(site), evidence: [] }
  }
  const attempt = await untilReady(site, postmaster)
  if ('failure' in attempt || attempt.server.version === site.version) return attempt
  site.tell(`The running Postgres is version ${attempt.server.version}; replacing it by ${site.version}.`)
  await endPostmaster(postmaster)
  return { failure: busy(site), evidence: [] }
}

async function untilReady(site: ServerSite, postmaster: Postmaster): Promise<Attempt> {
  const entries: LogEntry[] = []
  let ending: string | undefined
  let lastSign = Date.now()
  let ready = postmaster.adopted === 'ready'
  void postmaster.ended.then((how) => {
    ending = how
  })
  while (Date.now() - lastSign < silenceMs) {
    const news = site.log.read()
    entries.push(...news)
    if (news.length > 0) lastSign = Date.now()
    if (ending !== undefined) return await failed(site, entries, ending)
    ready ||= saysReady(news) || (await isMarkedReady(site, postmaster))
    const server = ready ? await askServer(site, postmaster) : undefined
    if (server) return server
    await pause(pollMs)
  }
  return await failed(site, entries, 'no sign of life for a minute')
}

/** Undefined while the server is not ready to answer. */
async function askServer(site: ServerSite, postmaster: Postmaster): Promise<Attempt | undefined> {
  const answer = await ask(site.socketFolder, site.password)
  if (answer.kind === 'ready') return { server: { postmaster, version: answer.version } }
  if (answer.kind === 'not-yet') return undefined
  const sentence = `The database in ${site.placement.folder} does not accept the password in keys/postgres-password. Put that file back as it was, or restore a backup.`
  return {
    failure: { code: 'postgres_password', sentence, passing: false },
    evidence: [{ level: 'FATAL', pid: undefined, text: answer.reason }],
  }
}

/** On a full disk the log stays empty, but the server's own file still tells. */
async function isMarkedReady(site: ServerSite, { pid }: Postmaster): Promise<boolean> {
  const file = await readPostmasterFile(join(site.placement.folder, 'data'))
  return file?.pid === pid && file.status === 'ready'
}

async function failed(site: ServerSite, entries: LogEntry[], ending: string): Promise<Attempt> {
  entries.push(...site.log.read())
  const { folder } = site.placement
  const disk = await statfs(folder).catch(() => undefined)
  const freeBytes = disk && disk.bavail * disk.bsize
  return { failure: explain(entries, { folder, freeBytes, ending }), evidence: entries }
}

function busy(site: ServerSite): Failure {
  return {
    code: 'postgres_busy',
    sentence: `The Postgres that ran on ${site.placement.folder} does not end. Stop it and start again.`,
    passing: true,
  }
}
