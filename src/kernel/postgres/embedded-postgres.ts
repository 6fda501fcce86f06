import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeHome } from '../home.ts'
import { fileFailure } from '../startup-error.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster, ensurePassword } from './cluster.ts'
import { connectionString, reachableSocketFolder } from './connection.ts'
import { LogTail } from './log-tail.ts'
import { place } from './placement.ts'
import { endPostmaster, send } from './postmaster.ts'
import type { LogEntry } from './server-log.ts'
import { startServer } from './start-server.ts'
import type { RunningServer, ServerSite } from './start-server.ts'

/** Where the supervisor tells what happens; a pino logger and the console both fit. */
export type PostgresLog = Record<'info' | 'warn' | 'error', (message: string) => void>

/**
 * Starts the embedded PostgreSQL of a home, or adopts the one that a killed server left running, and keeps it
 * running until `stop`. The home must be claimed by this process (claimHome), so that only one supervisor exists.
 * Fails with a StartupError whose sentence is for people; never hangs.
 */
export async function startEmbeddedPostgres(options: {
  home: string
  log: PostgresLog
  onLaunched?: () => void
}): Promise<EmbeddedPostgres> {
  const { home, log, onLaunched } = options
  const tell = (sentence: string) => log.info(sentence)
  try {
    await makeHome(home)
    const binaries = findBinaries()
    const placement = await place(home, binaries, tell)
    const password = await ensurePassword(home, placement.folder)
    await ensureCluster(placement, { password, major: binaries.version.split('.')[0] ?? '', tell })
    const socket = await reachableSocketFolder(join(placement.folder, 'socket'))
    const tail = new LogTail(join(placement.folder, 'server.log'))
    const site = { placement, password, socketFolder: socket.path, version: binaries.version, log: tail, tell, onLaunched }
    try {
      return new EmbeddedPostgres(site, { server: await startServer(site), log, release: socket.release })
    } catch (error) {
      tail.close()
      await socket.release()
      throw error
    }
  } catch (error) {
    throw fileFailure(error, home)
  }
}

/** Waits before the first, second … try to bring back a server that ended by itself; the last one repeats. */
const backoffMs = [0, 250, 1_000, 2_000, 5_000, 15_000]
/** A server that ran this long starts the waits over. */
const steadyMs = 60_000

/** The supervised server. Its address and password stay the same over every restart. */
export class EmbeddedPostgres {
  readonly connectionString: string
  readonly socketFolder: string
  /** The data folder, and the spool for finished WAL segments: for us, and as an archive command names it. */
  readonly dataFolder: string
  readonly archiveFolder: string
  readonly archiveFolderInServer: string
  readonly #site: ServerSite
  readonly #log: PostgresLog
  readonly #release: () => Promise<void>
  readonly #exitListeners = new Set<(how: string) => void>()
  readonly #restartListeners = new Set<() => void>()
  readonly #stopping = new AbortController()
  #server: RunningServer | undefined
  #watching: Promise<void>
  #stopped: Promise<void> | undefined

  /** Use `startEmbeddedPostgres`. */
  constructor(site: ServerSite, { server, log, release }: { server: RunningServer; log: PostgresLog; release: () => Promise<void> }) {
    const { folder, seenFolder } = site.placement
    this.connectionString = connectionString(site.socketFolder, site.password)
    this.socketFolder = site.socketFolder
    this.dataFolder = join(folder, 'data')
    this.archiveFolder = join(folder, 'archive')
    this.archiveFolderInServer = join(seenFolder, 'archive')
    this.#site = site
    this.#log = log
    this.#release = release
    this.#server = server
    if (server.postmaster.adopted) {
      log.info(`Adopted the running Postgres ${server.version} (process ${server.postmaster.pid}).`)
      send(server.postmaster.pid, 'SIGHUP') // reads the configuration as it is now
    }
    this.#watching = this.#keepRunning()
  }

  /** Process id of the server; undefined while it is down. */
  get pid(): number | undefined {
    return this.#server?.postmaster.pid
  }

  /** For example 18.4. */
  get version(): string {
    return this.#site.version
  }

  /** Calls back with a phrase whenever the server ends unasked. Returns how to stop listening. */
  onExit(listener: (how: string) => void): () => void {
    this.#exitListeners.add(listener)
    return () => this.#exitListeners.delete(listener)
  }

  /** Calls back whenever the server is up again after an unasked end. Returns how to stop listening. */
  onRestart(listener: () => void): () => void {
    this.#restartListeners.add(listener)
    return () => this.#restartListeners.delete(listener)
  }

  /** Shuts the server down within about 10 s, gently first; every call waits for the same end. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    this.#stopping.abort()
    if (this.#server) await endPostmaster(this.#server.postmaster)
    await this.#watching
    this.#site.log.close()
    await this.#release()
  }

  async #keepRunning(): Promise<void> {
    let tries = 0
    while (this.#server) {
      const began = Date.now()
      this.#site.log.follow((entries) => this.#passOn(entries))
      const how = await this.#server.postmaster.ended
      this.#server = undefined
      this.#site.log.unfollow()
      if (this.#stopping.signal.aborted) return
      this.#passOn(this.#site.log.read())
      this.#log.error(`Postgres ended by itself (${how}); starting it again.`)
      for (const listener of this.#exitListeners) listener(how)
      tries = Date.now() - began > steadyMs ? 0 : tries
      tries = await this.#bringBack(tries)
    }
  }

  /** Tries until the server runs or `stop` is called; returns the number of tries so far. */
  async #bringBack(tries: number): Promise<number> {
    const { signal } = this.#stopping
    for (let count = tries; !signal.aborted;) {
      const wait = backoffMs[Math.min(count, backoffMs.length - 1)]
      await pause(wait, undefined, { signal }).catch(() => {})
      if (signal.aborted) break
      count += 1
      const server = await startServer(this.#site).catch((error: Error) => this.#log.error(error.message))
      if (!server) continue
      if (signal.aborted) {
        await endPostmaster(server.postmaster)
        break
      }
      this.#server = server
      this.#log.info(`Postgres runs again (process ${server.postmaster.pid}).`)
      for (const listener of this.#restartListeners) listener()
      return count
    }
    return tries
  }

  /** What goes wrong inside the server is told once, in its own words. */
  #passOn(entries: LogEntry[]): void {
    if (this.#stopping.signal.aborted) return // connections are being ended on purpose
    for (const { level, text } of entries) {
      if (level === 'FATAL' || level === 'PANIC') this.#log.error(`Postgres ${level}: ${text}`)
      else if (level === 'WARNING') this.#log.warn(`Postgres: ${text}`)
    }
  }
}
