import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startKernel, type RunningKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'
import { openDatabase } from '#kernel/open-database.ts'
import { kernelSystems } from '#kernel/systems.ts'
import type { System } from '#kernel/system.ts'
import { automations } from '#systems/automations/system.ts'
import { identity } from '#systems/identity/system.ts'

/** A kernel on the embedded server as the program runs it, with every commit on the disk before it counts. */
export interface Ground {
  readonly kernel: RunningKernel
  readonly url: string
  readonly home: string
  /** Milliseconds of CPU that this process and the server spent so far. */
  cpu(): number
  /** Ends the node of this process; the server goes on. */
  stopKernel(): Promise<void>
  stop(): Promise<void>
}

export async function openGround(systems: readonly System[] = []): Promise<Ground> {
  const home = mkdtempSync(join(tmpdir(), 'optimus-bench-home-'))
  const config = readConfig({ OPTIMUS_HOME: home, OPTIMUS_PROJECTS: join(home, 'projects') })
  const log = createLog('silent')
  const database = await openDatabase(config, log)
  const kernel = await startKernel({
    config,
    log,
    connectionString: database.connectionString,
    systems: [...kernelSystems, identity, automations, ...systems],
    onFenced: () => {},
  })
  const backend = (await kernel.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid
  const postmaster = Number(statOf(backend)[1])
  let stopped: Promise<void> | null = null
  const stopKernel = (): Promise<void> => (stopped ??= kernel.stop(0))
  return {
    kernel,
    stopKernel,
    url: database.connectionString,
    home,
    cpu() {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000 + cpuOfFamily(postmaster)
    },
    async stop() {
      await stopKernel()
      await database.close()
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

/** Milliseconds of CPU of a process, of those it started, and of those of them that have ended. */
function cpuOfFamily(parent: number): number {
  const [utime, stime, cutime, cstime] = statOf(parent).slice(11, 15).map(Number)
  const children = readdirSync('/proc').flatMap((name) => {
    const fields = /^\d+$/.test(name) ? statOf(Number(name)) : []
    return Number(fields[1]) === parent ? [Number(fields[11]) + Number(fields[12])] : []
  })
  return (utime! + stime! + cutime! + cstime! + children.reduce((sum, ticks) => sum + ticks, 0)) * 10
}

/** The fields behind the name, beginning with the state; none when the process is gone. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

/** Milliseconds of CPU that a process of its own spent so far. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid)
  return (Number(fields[11]) + Number(fields[12])) * 10
}
